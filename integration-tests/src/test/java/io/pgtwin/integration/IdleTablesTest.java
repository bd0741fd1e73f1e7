package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Load;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.sql.Database;

/**
 * Tables without changes do not make the server keep WAL that only others have written. The environment may ask for
 * more: {@code PGTWIN_IDLE_SECONDS=3600}.
 */
@ExtendWith(FreshSync.class)
class IdleTablesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** The server writes down what it may forget every 15 seconds. */
    private static final int LOOKS_IN_FLIGHT = 30;
    private static final long TWO_SEGMENTS = 2 * 16L * 1024 * 1024;
    private static final String WRITTEN = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')";

    @Test
    void confirmedPositionFollowsTheWalOfOtherTables(Sync sync) {
        makeIdle(sync);
        try (Load load = Load.of(sync.source(), Duration.ofMillis(5), "INSERT INTO busy (note) VALUES ('others')")) {
            for (int i = 0; i < 2; i++) {
                load.awaitMore(50);
                awaitConfirmed(sync, sync.source().value("SELECT pg_current_wal_lsn()"));
            }
        }
    }

    /** What is in flight is what was written in the last half minute. */
    @Test
    void retainedWalStaysBelowTwoSegmentsWhileAnotherDatabaseIsBusy(Sync sync) {
        makeIdle(sync);
        Duration time = Duration.ofSeconds(Long.parseLong(
                Optional.ofNullable(System.getenv("PGTWIN_IDLE_SECONDS")).orElse("10")));
        String neighbour = sync.name() + "_neighbour";
        Database busy = sync.servers().source().createDatabase(neighbour);
        try {
            busy.execute("CREATE TABLE busy (id bigserial, note text)");
            long before = sync.source().number(WRITTEN);
            long most = mostRetained(sync, busy, time);
            long written = sync.source().number(WRITTEN) - before;
            sync.source().execute("CHECKPOINT");
            Awaitility.await("all but two segments of " + written + " bytes may go").atMost(LIMIT)
                    .until(() -> retained(sync) < TWO_SEGMENTS);
            System.out.printf("Idle tables for %d s: %,d bytes of WAL were written, at most %,d retained%n",
                    time.toSeconds(),
                    written, most);
        } finally {
            sync.servers().source().database("postgres").execute("DROP DATABASE " + neighbour);
        }
    }

    private static long mostRetained(Sync sync, Database busy, Duration time) {
        Deque<Long> written = new ArrayDeque<>();
        long most = 0;
        // in a short time more has to be written, or little could be retained at all
        Duration pause = time.compareTo(LIMIT) < 0 ? Duration.ofMillis(50) : BETWEEN_LOOKS;
        try (Load load = Load.of(busy, pause, "INSERT INTO busy (note) SELECT repeat(md5(i::text), 30) FROM"
                + " generate_series(1, 400) i")) {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                written.add(sync.source().number(WRITTEN));
                if (written.size() > LOOKS_IN_FLIGHT) {
                    written.remove();
                }
                long retained = retained(sync);
                most = Math.max(most, retained);
                assertThat(retained).isLessThan(TWO_SEGMENTS + sync.source().number(WRITTEN) - written.getFirst());
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            load.awaitMore(1);
        }
        return most;
    }

    private static void makeIdle(Sync sync) {
        sync.source().execute("CREATE TABLE idle (id int PRIMARY KEY); CREATE TABLE busy (id bigserial, note text)");
        sync.withSource("table.include.list", "public\\.idle").withSource("heartbeat.interval.ms", "300")
                .withSource("status.interval.ms", "200").start().awaitEqual(List.of("public.idle"), LIMIT);
    }

    private static long retained(Sync sync) {
        return sync.source().number("SELECT coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)"
                + " FROM pg_replication_slots WHERE slot_name = ?", sync.slot());
    }

    private static void awaitConfirmed(Sync sync, String lsn) {
        Awaitility.await("the slot is confirmed up to " + lsn).atMost(Duration.ofSeconds(30)).until(() -> !sync.source()
                .rows("SELECT FROM pg_replication_slots WHERE slot_name = ? AND confirmed_flush_lsn >= ?::pg_lsn",
                        sync.slot(), lsn).isEmpty());
    }
}
