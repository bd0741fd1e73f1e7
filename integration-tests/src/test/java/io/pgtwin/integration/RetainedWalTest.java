package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.NewBeginning;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.SharedTestbed;
import io.pgtwin.testbed.postgres.PostgresOptions;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.sql.Database;

/**
 * A sync does not make the server keep its WAL, and where something else does, it says so or gives up as it is told.
 */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetainedWalTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long SEGMENT = 16L << 20;
    private static final String RETAINED =
            "SELECT pg_current_wal_lsn() - restart_lsn FROM pg_replication_slots WHERE slot_name = ?";

    private PostgresServer source;

    @BeforeAll
    void start() {
        source = SharedTestbed.get().addPostgres("source-with-wal", new PostgresOptions("17", "unused", Map.of()));
    }

    @AfterAll
    void stop() {
        source.stop();
    }

    @Test
    void idleTablesAndAnIdleSinkDoNotHoldBackTheWalOfABusyNeighbour() {
        try (Sync sync = sync()) {
            sync.start().awaitEqual();
            NewBeginning.stop(sync.rest(), sync.sinkConnector().name());
            sync.source().execute("INSERT INTO items VALUES (2)");
            Database neighbour = source.createDatabase("neighbour");
            for (int i = 0; i < 8; i++) {
                writeWal(neighbour);
                // where slots can start again; the server makes such places by itself, too
                neighbour.execute("CHECKPOINT");
                Awaitility.await("the server keeps less than two segments").atMost(LIMIT).untilAsserted(() ->
                        assertThat(sync.source().number(RETAINED, sync.slot())).isLessThan(2 * SEGMENT));
            }
            sync.rest().resume(sync.sinkConnector().name());
            sync.awaitEqual();
        }
    }

    /** A transaction that is open keeps the WAL that its changes are in. */
    @Test
    void tooMuchWalEndsTheSyncIfThatIsAskedFor() throws SQLException {
        try (Sync sync = sync().withSource("slot.retained.warn.bytes", String.valueOf(SEGMENT))
                .withSource("slot.retained.max.bytes", String.valueOf(4 * SEGMENT))) {
            sync.start().awaitEqual();
            try (Connection open = sync.source().connect(); Statement statement = open.createStatement()) {
                open.setAutoCommit(false);
                statement.execute("INSERT INTO items VALUES (3)");
                for (int i = 0; i < 6; i++) {
                    writeWal(sync.source());
                }
                assertThat(sync.rest().awaitFailed(sync.sourceConnector().name(), LIMIT))
                        .contains("WAL_LIMIT", "slot.retained.max.bytes=" + 4 * SEGMENT, "README");
                open.rollback();
            }
            assertThat(sync.source().number("SELECT count(*) FROM pg_replication_slots WHERE slot_name = ?",
                    sync.slot())).isZero();
            assertThat(sync.servers().worker().log()).content().contains("slot.retained.warn.bytes=" + SEGMENT);

            NewBeginning.of(sync);
            sync.awaitEqual();
        }
    }

    private Sync sync() {
        Sync sync = Sync.on(Servers.shared().withSource(source)).withSource("heartbeat.interval.ms", "300")
                .withSource("status.interval.ms", "200");
        sync.source().execute("CREATE TABLE items (id int PRIMARY KEY); INSERT INTO items VALUES (1)");
        return sync;
    }

    private static void writeWal(Database database) {
        database.column("SELECT pg_logical_emit_message(false, 'filler', repeat('x', 16000000))::text");
    }
}
