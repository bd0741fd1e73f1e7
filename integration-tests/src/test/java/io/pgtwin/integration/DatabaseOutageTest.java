package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.HeldCopy;
import io.pgtwin.integration.sync.Load;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.SharedTestbed;
import io.pgtwin.testbed.postgres.PostgresOptions;
import io.pgtwin.testbed.postgres.PostgresServer;

/** A sync goes on by itself when the source or the target was away, whatever it was doing. */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseOutageTest {
    private static final String CHANGES = """
            INSERT INTO items SELECT nextval('item_ids'), 'new' FROM generate_series(1, 5);
            UPDATE items SET note = note || '.'
            WHERE id = ANY (ARRAY(SELECT (random() * 1000)::int FROM generate_series(1, 5)));
            DELETE FROM items WHERE id = (SELECT (random() * 2000)::int)
            """;

    private PostgresServer source;
    private PostgresServer target;

    @BeforeAll
    void startServersToEnd() {
        PostgresOptions options = new PostgresOptions("17", "unused", Map.of());
        source = SharedTestbed.get().addPostgres("ended-source", options);
        target = SharedTestbed.get().addPostgres("ended-target", options);
    }

    @AfterAll
    void stopThem() {
        source.stop();
        target.stop();
    }

    @Test
    void syncSurvivesTheEndOfTheSourceDuringALoad() {
        surviveDuringALoad(source);
    }

    @Test
    void syncSurvivesTheEndOfTheTargetDuringALoad() {
        surviveDuringALoad(target);
    }

    @Test
    void syncSurvivesTheEndOfBothDuringTheFullCopy() {
        try (Sync sync = sync(60_000); HeldCopy copy = HeldCopy.of(sync)) {
            sync.withSource("snapshot.format", "rows").withSink("batch.max.rows", "500").start();
            sync.awaitTarget("rows arrive", database -> database.number("SELECT count(*) FROM items") > 0);
            source.kill();
            source.start();
            copy.goFurther();
            sync.awaitTarget("rows of the second attempt arrive",
                    database -> database.number("SELECT count(*) FROM items") > 20_000);
            target.kill();
            target.start();
            assertThat(sync.target().number("SELECT count(*) FROM items")).isLessThan(60_000);
            sync.source().execute(CHANGES);
            copy.goOn();
            sync.awaitEqual();
        }
    }

    private void surviveDuringALoad(PostgresServer server) {
        try (Sync sync = sync(1000)) {
            sync.start().awaitEqual();
            try (Load load = Load.inSpiteOfOutages(sync.source(), Duration.ofMillis(2), CHANGES)) {
                load.awaitMore(100);
                server.kill();
                stayAway();
                server.start();
                load.awaitMore(100);
                server.stop();
                stayAway();
                server.start();
                load.awaitMore(100);
            }
            sync.awaitEqual();
        }
    }

    /** For as many seconds as {@code PGTWIN_OUTAGE_SECONDS} says, by default none. */
    private static void stayAway() {
        String seconds = System.getenv().getOrDefault("PGTWIN_OUTAGE_SECONDS", "0");
        LockSupport.parkNanos(Duration.ofSeconds(Long.parseLong(seconds)).toNanos());
    }

    private Sync sync(int rows) {
        Sync sync = Sync.on(Servers.shared().withSource(source).withTarget(target))
                .withSource("connection.retry.interval.ms", "300").withSink("connection.retry.interval.ms", "300");
        sync.source().execute("CREATE SEQUENCE item_ids START 1000000");
        sync.source().execute("CREATE TABLE items (id int PRIMARY KEY, note text)");
        sync.source().update("INSERT INTO items SELECT i, 'copied' FROM generate_series(1, ?) i", rows);
        return sync;
    }
}
