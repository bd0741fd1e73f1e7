package io.pgtwin.integration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Load;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.process.Await;

/**
 * A sync starts while its tables are truncated and rewritten, and keeps nobody waiting for longer than the copy takes.
 */
@ExtendWith(FreshSync.class)
class StartUnderDefinitionChangesTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @BeforeEach
    void makeTable(Sync sync) {
        sync.source().execute("CREATE TABLE items (id serial PRIMARY KEY, quantity int, note text)");
        sync.source().execute("INSERT INTO items (quantity, note) SELECT i, 'first' FROM generate_series(1, 2000) i");
    }

    /**
     * The creation of a slot waits for all transactions, so nothing that one of them may want can be locked meanwhile.
     */
    @Test
    void truncateDoesNotWaitForASlotThatWaitsForTheTruncate(Sync sync) throws SQLException {
        try (Connection old = sync.source().connect(); Statement statement = old.createStatement()) {
            old.setAutoCommit(false);
            statement.execute("SELECT txid_current()");
            sync.start();
            Await.until(LIMIT, "the slot waits for the old transaction", () -> sync.source().number(
                    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE_REPLICATION_SLOT%' AND wait_event"
                            + " IS NOT NULL") > 0, () -> "");
            sync.source().execute("TRUNCATE items; INSERT INTO items (quantity, note) VALUES (1, 'after truncate')");
            old.commit();
        }
        sync.awaitEqual();
    }

    @Test
    void rowsThatAreRewrittenWhileTheSnapshotIsTakenAreNotLost(Sync sync) {
        String rewrite = """
                ALTER TABLE items ALTER quantity TYPE bigint;
                ALTER TABLE items ALTER quantity TYPE int;
                UPDATE items SET note = 'rewritten' WHERE id = (SELECT max(id) FROM items);
                INSERT INTO items (quantity, note) VALUES (2, 'between')
                """;
        try (Load load = Load.of(sync.source(), Duration.ofMillis(150), rewrite)) {
            load.awaitMore(2);
            sync.withSource("connection.retry.interval.ms", "100").start();
            sync.awaitTarget("rows arrive", target -> target.number("SELECT count(*) FROM items") > 0);
            load.awaitMore(5);
        }
        sync.awaitEqual();
    }
}
