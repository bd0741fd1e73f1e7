package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.pgtwin.integration.sync.ConsistentReader;
import io.pgtwin.integration.sync.Converters;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Load;
import io.pgtwin.integration.sync.OwnWorker;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.kafka.WorkerOptions;
import io.pgtwin.testbed.sql.Database;

/** With {@code consistency=transaction} a reader of the target never sees a part of a transaction. */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    static final String BANK = """
            CREATE TABLE branches (bid int PRIMARY KEY, balance bigint NOT NULL, filler text);
            CREATE TABLE tellers (tid int PRIMARY KEY, bid int NOT NULL, balance bigint NOT NULL, filler text);
            CREATE TABLE accounts (aid int PRIMARY KEY, bid int NOT NULL, balance bigint NOT NULL, filler text);
            CREATE TABLE history (tid int, aid int, delta bigint, at timestamptz DEFAULT now());
            INSERT INTO branches SELECT i, 0 FROM generate_series(1, 10) i;
            INSERT INTO tellers SELECT i, i % 10 + 1, 0 FROM generate_series(1, 100) i;
            INSERT INTO accounts SELECT i, i % 10 + 1, 0, 'account ' || i FROM generate_series(1, 5000) i;
            CREATE FUNCTION transfer() RETURNS void LANGUAGE plpgsql AS $$
            DECLARE
                amount bigint := (random() * 10000)::bigint - 5000;
                account int := (random() * 4999)::int + 1;
                teller int := (random() * 99)::int + 1;
            BEGIN
                UPDATE accounts SET balance = balance + amount WHERE aid = account;
                UPDATE tellers SET balance = balance + amount WHERE tid = teller;
                UPDATE branches SET balance = balance + amount WHERE bid = teller % 10 + 1;
                INSERT INTO history VALUES (teller, account, amount);
            END $$""";
    private static final List<String> SUMS = List.of("SELECT sum(balance) FROM accounts",
            "SELECT sum(balance) FROM tellers", "SELECT sum(balance) FROM branches",
            "SELECT coalesce(sum(delta), 0) FROM history");
    private static final int SESSIONS = 3;
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int HEAP_MB = 512;
    private static final long LARGE_ROWS =
            Long.parseLong(System.getenv().getOrDefault("PGTWIN_LARGE_ROWS", "60000"));

    private ConnectWorker worker;

    @BeforeAll
    void startAWorkerToKill() {
        WorkerOptions options = OwnWorker.usualOptions();
        worker = OwnWorker.start("transactions-worker", options.withJvm(
                options.jvm().withHeapMb(HEAP_MB).with("-XX:+ExitOnOutOfMemoryError")));
    }

    @AfterAll
    void stopIt() {
        worker.stop();
    }

    @Test
    void aReaderSeesOnlyWholeTransactionsAlsoWhenTheWorkerIsKilled() {
        try (Sync sync = Sync.on(Servers.shared().withWorker(worker))) {
            sync.source().execute(BANK);
            OwnWorker.withQuickDetectionOfDeath(sync);
            List<Load> loads = new ArrayList<>();
            try (ConsistentReader reader = new ConsistentReader(sync.target(), SUMS)) {
                loads.addAll(IntStream.range(0, SESSIONS)
                        .mapToObj(i -> Load.of(sync.source(), PAUSE, "SELECT transfer()")).toList());
                sync.start();
                awaitConsistent(sync);
                reader.awaitMoreStates(20);
                assertThat(reader.torn()).isEmpty();
                worker.kill();
                loads.get(0).awaitMore(200);
                worker.start();
                String lsn = sync.source().value("SELECT pg_current_wal_lsn()");
                sync.awaitTarget("what was committed before " + lsn + " arrives",
                        target -> isConsistentAt(target, lsn, "1 second"));
                reader.awaitMoreStates(10);
                loads.forEach(Load::close);
                sync.awaitEqual(LIMIT);
                assertThat(reader.torn()).isEmpty();
            } finally {
                loads.forEach(Load::close);
            }
        }
    }

    /** {@code PGTWIN_LARGE_ROWS=2000000} asks for more than the worker's heap could hold. */
    @Test
    void aTransactionThatMemoryCannotHoldIsInvisibleUntilItIsComplete() {
        try (Sync sync = Sync.on(Servers.shared().withWorker(worker))) {
            sync.source().execute(THREE_TABLES);
            sync.withSink("batch.max.rows", "2000").start();
            awaitConsistent(sync);
            try (ConsistentReader reader = new ConsistentReader(sync.target(), List.of(
                    "SELECT (SELECT count(*) FROM one) || ' ' || (SELECT coalesce(sum(id), 0) FROM one)",
                    "SELECT count(*) || ' ' || coalesce(sum(id), 0) FROM two",
                    "SELECT count(*) || ' ' || coalesce(sum(id), 0) FROM three"))) {
                sync.source().execute("BEGIN; " + LARGE.formatted("one", 1, LARGE_ROWS / 3)
                        + LARGE.formatted("two", 1, LARGE_ROWS / 3) + LARGE.formatted("three", 1, LARGE_ROWS / 3)
                        + "UPDATE one SET note = 'changed' WHERE id % 2 = 0; DELETE FROM two WHERE id % 3 = 0;"
                        + "DELETE FROM one WHERE id % 3 = 0; DELETE FROM three WHERE id % 3 = 0; COMMIT");
                sync.awaitEqual(Duration.ofMinutes(10));
                sync.source().execute("BEGIN; UPDATE three SET id = -id; UPDATE one SET id = -id; UPDATE two SET id ="
                        + " -id; COMMIT");
                sync.awaitEqual(Duration.ofMinutes(10));
                assertThat(reader.torn()).isEmpty();
                assertThat(reader.states()).as("empty, filled, changed").isBetween(2, 3);
            }
        }
    }

    private static final String THREE_TABLES = """
            CREATE TABLE one (id bigint PRIMARY KEY, note text);
            CREATE TABLE two (id bigint PRIMARY KEY, note text);
            CREATE TABLE three (id bigint PRIMARY KEY, note text)""";
    private static final String LARGE = "INSERT INTO %s SELECT i, 'note ' || i FROM generate_series(%d, %d) i; ";

    @ParameterizedTest
    @EnumSource
    void everyConverterCarriesWatermarks(Converters converters, Sync sync) {
        sync.source().execute(BANK);
        sync.with(converters).start();
        awaitConsistent(sync);
        for (int i = 0; i < 20; i++) {
            sync.source().execute("SELECT transfer()");
        }
        assertThat(isConsistentAt(sync.target(), sync.source().value("SELECT pg_current_wal_lsn()"), "1 minute"))
                .isTrue();
        assertThat(sync.target().rows("SELECT * FROM accounts ORDER BY aid"))
                .isEqualTo(sync.source().rows("SELECT * FROM accounts ORDER BY aid"));
        assertThat(isConsistentAt(sync.target(), "FFFFFFFF/0", "1 second")).isFalse();
        assertThatThrownBy(() -> sync.target().execute("BEGIN ISOLATION LEVEL REPEATABLE READ;"
                + " SELECT pgtwin.wait_for_lsn('0/1', '1 second'); COMMIT")).hasMessageContaining("repeatable read");
        assertThat(sync.target().rows("SELECT count(*) FROM pgtwin.consistency WHERE commit_time > now() - interval '1"
                + " day'"))
                .containsExactly(List.of("1"));
    }

    /** Of two sinks, one was in the other mode before. */
    @Test
    void theModeOfASinkMayBeChanged(Sync sync) {
        sync.source().execute(BANK);
        sync.withSink("consistency", "table").start().awaitEqual();
        for (int i = 0; i < 20; i++) {
            sync.source().execute("SELECT transfer()");
        }
        sync.awaitEqual();
        for (String mode : List.of("transaction", "table", "transaction")) {
            sync.rest().put(sync.sinkConnector().name(),
                    sync.withSink("consistency", mode).sinkConnector().options());
            sync.source().execute("SELECT transfer()");
            sync.awaitEqual();
            if (mode.equals("transaction")) {
                awaitConsistent(sync);
            }
        }
        assertThat(sync.target().column("SELECT DISTINCT state FROM pgtwin.status")).containsExactly("following");
    }

    private static void awaitConsistent(Sync sync) {
        sync.awaitTarget("a consistent point is reached",
                target -> target.number("SELECT count(*) FROM pgtwin.consistency WHERE lsn IS NOT NULL") == 1);
    }

    private static boolean isConsistentAt(Database target, String lsn, String patience) {
        return target.value("SELECT pgtwin.wait_for_lsn(?::text::pg_lsn, ?::text::interval)", lsn, patience)
                .equals("t");
    }
}
