package io.pgtwin.integration;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Load;
import io.pgtwin.integration.sync.Sync;

/** Tables without changes do not make the server keep WAL that only others have written. */
@ExtendWith(FreshSync.class)
class IdleTablesTest {
    @Test
    void confirmedPositionFollowsTheWalOfOtherTables(Sync sync) {
        sync.source().execute("CREATE TABLE idle (id int PRIMARY KEY); CREATE TABLE busy (id bigserial, note text)");
        sync.withSource("table.include.list", "public\\.idle").withSource("heartbeat.interval.ms", "300")
                .withSource("status.interval.ms", "200").start();
        try (Load load = Load.of(sync.source(), Duration.ofMillis(5), "INSERT INTO busy (note) VALUES ('others')")) {
            for (int i = 0; i < 2; i++) {
                load.awaitMore(50);
                awaitConfirmed(sync, sync.source().value("SELECT pg_current_wal_lsn()"));
            }
        }
    }

    private static void awaitConfirmed(Sync sync, String lsn) {
        Awaitility.await("the slot is confirmed up to " + lsn).atMost(Duration.ofSeconds(30)).until(() -> !sync.source()
                .rows("SELECT FROM pg_replication_slots WHERE slot_name = ? AND confirmed_flush_lsn >= ?::pg_lsn",
                        sync.slot(), lsn).isEmpty());
    }
}
