package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.integration.sync.WorkerMetrics;
import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.sql.Database;

/**
 * What is slow slows only what waits for it: a broker the source, which stays in touch with its server meanwhile, and a
 * target the sink. What waits is bounded. The servers are the class's own, because the broker is frozen.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackpressureTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int SENDER_TIMEOUT_SECONDS = 3;
    private static final int QUEUE_ROWS = 10_000;
    private static final long QUEUE_BYTES = 4_000_000;
    private static final int ROWS = 1_000;

    private final WorkerMetrics metrics = new WorkerMetrics();
    private Testbed testbed;
    private Sync sync;

    @BeforeAll
    void start() {
        testbed = metrics.in(Testbed.builder().sourceSetting("wal_sender_timeout", SENDER_TIMEOUT_SECONDS + "s")
                .workerHeapMb(512).workerProperty("session.timeout.ms", "60000")
                .workerProperty("offset.flush.interval.ms", "500")).start();
        sync = Sync.on(new Servers(testbed.source(), testbed.target(), testbed.broker(), testbed.worker()))
                .withSource("status.interval.ms", "500").withSource("heartbeat.interval.ms", "500")
                .withSource("queue.max.rows", String.valueOf(QUEUE_ROWS))
                .withSource("queue.max.bytes", String.valueOf(QUEUE_BYTES))
                .withSource("producer.override.buffer.memory", "2000000")
                .withSource("producer.override.max.request.size", "1000000")
                .withSink("consumer.override.session.timeout.ms", "60000");
        sync.source().execute("CREATE TABLE items (id int PRIMARY KEY, filler text); CREATE TABLE others (id int"
                + " PRIMARY KEY); INSERT INTO items SELECT i, 'copied' FROM generate_series(1, " + ROWS
                + ") i; ANALYZE");
        sync.start().awaitEqual();
    }

    @AfterAll
    void end() {
        sync.close();
        testbed.close();
    }

    @Test
    void brokerThatStandsStillHoldsTheSourceBackWithoutCuttingItOff() {
        String sender = sender();
        testbed.broker().pause();
        try {
            write(20_000);
            Awaitility.await("the queue is full").atMost(LIMIT).until(() -> number("queue_bytes") > QUEUE_BYTES / 2);
            String end = sync.source().value("SELECT pg_current_wal_lsn()");
            // the server's own time is what runs out
            sync.source().value("SELECT pg_sleep(?)", 3 * SENDER_TIMEOUT_SECONDS);
            assertThat(number("queue_rows")).isPositive().isLessThanOrEqualTo(QUEUE_ROWS);
            assertThat(number("queue_bytes")).isLessThanOrEqualTo(QUEUE_BYTES);
            assertThat(sync.source().value("SELECT confirmed_flush_lsn < ?::pg_lsn FROM pg_replication_slots", end))
                    .as("the slot waits for Kafka").isEqualTo("t");
        } finally {
            testbed.broker().resume();
        }
        sync.awaitEqual(LIMIT);
        assertThat(sender()).as("the same session all the time").isEqualTo(sender);
        assertThat(testbed.source().log()).content().doesNotContain("due to replication timeout");
    }

    @Test
    void targetThatStandsStillHoldsOnlyTheSinkBack() throws SQLException {
        try (Connection holder = sync.target().connect(); Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE items IN ACCESS EXCLUSIVE MODE");
            write(60_000);
            sync.source().execute("INSERT INTO others SELECT coalesce(max(id), 0) + 1 FROM others");
            String end = sync.source().value("SELECT pg_current_wal_lsn()");
            Awaitility.await("Kafka has everything, and the source's server needs to keep nothing").atMost(LIMIT)
                    .until(() ->
                    sync.source().value("SELECT confirmed_flush_lsn >= ?::pg_lsn FROM pg_replication_slots", end)
                    .equals("t"));
            Awaitility.await("the sink waits").atMost(LIMIT)
                    .until(() -> sync.target().number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
            holder.rollback();
        }
        sync.awaitEqual(LIMIT);
    }

    @Test
    void numbersOfTheSourceTellWhatIsDone() {
        long before = number("events_total");
        write(100);
        sync.awaitEqual(LIMIT);

        assertThat(number("snapshot_rows_total")).isEqualTo(ROWS);
        assertThat(number("snapshot_rows_estimated")).isEqualTo(ROWS);
        assertThat(number("snapshot_slices_done")).isEqualTo(number("snapshot_slices")).isEqualTo(2);
        assertThat(number("snapshot_slices_reread")).isZero();
        assertThat(number("events_total")).isEqualTo(before + 100);
        assertThat(metrics.ofTable(sync, "public.items", "snapshot_rows_total")).isEqualTo(ROWS);
        assertThat(metrics.ofTable(sync, "public.items", "snapshot_rows_estimated")).isEqualTo(ROWS);
        assertThat(metrics.ofTable(sync, "public.items", "events_total")).isPositive();
        assertThat(metrics.ofTable(sync, "public.others", "snapshot_slices_done")).isOne();
        Awaitility.await("nothing waits, and nothing is behind").atMost(LIMIT).until(() -> number("queue_rows") == 0
                && number("queue_bytes") == 0 && number("lag_ms") == 0 && number("lag_bytes") < 100_000);
        assertThat(number("retained_wal_bytes")).isPositive();
    }

    private long number(String name) {
        return metrics.ofSource(sync, name);
    }

    private String sender() {
        return sync.source().value("SELECT active_pid FROM pg_replication_slots WHERE slot_name = ?", sync.slot());
    }

    /** About a kilobyte each. */
    private void write(int rows) {
        Database source = sync.source();
        source.update("INSERT INTO items SELECT last + i, repeat(md5(i::text), 32) FROM generate_series(1, ?) i,"
                + " (SELECT max(id) AS last FROM items) before", rows);
    }
}
