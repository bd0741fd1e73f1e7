package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.ConsistentReader;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Load;
import io.pgtwin.integration.sync.OwnWorker;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.sql.Database;

/** With {@code consistency=transaction} a reader of the target never sees a part of a transaction. */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String BANK = """
            CREATE TABLE branches (bid int PRIMARY KEY, balance bigint NOT NULL, filler text);
            CREATE TABLE tellers (tid int PRIMARY KEY, bid int NOT NULL, balance bigint NOT NULL, filler text);
            CREATE TABLE accounts (aid int PRIMARY KEY, bid int NOT NULL, balance bigint NOT NULL, filler text);
            CREATE TABLE history (tid int, aid int, delta bigint, at timestamptz DEFAULT now());
            INSERT INTO branches SELECT i, 0 FROM generate_series(1, 10) i;
            INSERT INTO tellers SELECT i, i % 10 + 1, 0 FROM generate_series(1, 100) i;
            INSERT INTO accounts SELECT i, i % 10 + 1, 0, 'account ' || i FROM generate_series(1, 20000) i;
            CREATE FUNCTION transfer() RETURNS void LANGUAGE plpgsql AS $$
            DECLARE
                amount bigint := (random() * 10000)::bigint - 5000;
                account int := (random() * 19999)::int + 1;
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
    private static final int SESSIONS = 4;

    private ConnectWorker worker;

    @BeforeAll
    void startAWorkerToKill() {
        worker = OwnWorker.start("transactions-worker");
    }

    @AfterAll
    void stopIt() {
        worker.stop();
    }

    @Test
    void aReaderSeesOnlyWholeTransactionsAlsoWhenTheWorkerIsKilled() throws Exception {
        try (Sync sync = whole(Sync.on(Servers.shared().withWorker(worker)))) {
            sync.source().execute(BANK);
            OwnWorker.withQuickDetectionOfDeath(sync);
            List<Load> loads = new ArrayList<>();
            try (ConsistentReader reader = new ConsistentReader(sync.target(), SUMS)) {
                loads.addAll(IntStream.range(0, SESSIONS)
                        .mapToObj(i -> Load.of(sync.source(), Duration.ofMillis(1), "SELECT transfer()")).toList());
                sync.start();
                awaitConsistent(sync);
                int statesBefore = reader.states();
                reader.awaitMore(150);
                assertThat(reader.torn()).isEmpty();
                assertThat(reader.states() - statesBefore).as("different states in 3 seconds").isGreaterThan(3);
                for (int i = 0; i < 2; i++) {
                    worker.kill();
                    loads.get(0).awaitMore(200);
                    worker.start();
                    String lsn = sync.source().value("SELECT pg_current_wal_lsn()");
                    sync.awaitTarget("what was committed before " + lsn + " arrives",
                            target -> isConsistentAt(target, lsn));
                    reader.awaitMore(50);
                }
                loads.forEach(Load::close);
                sync.awaitEqual(LIMIT);
                assertThat(reader.torn()).isEmpty();
                System.out.println("looks " + reader.looks() + " states " + reader.states() + " transactions "
                        + loads.stream().mapToLong(Load::transactions).sum());
            } finally {
                loads.forEach(Load::close);
            }
        }
    }

    private static Sync whole(Sync sync) {
        return sync.withSink("consistency", "transaction").withSink("tasks.max", "1");
    }

    private static void awaitConsistent(Sync sync) {
        sync.awaitTarget("a consistent point is reached",
                target -> target.number("SELECT count(*) FROM pgtwin.consistency WHERE lsn IS NOT NULL") == 1);
    }

    private static boolean isConsistentAt(Database target, String lsn) {
        return target.value("SELECT pgtwin.wait_for_lsn(?::text::pg_lsn, interval '1 second')", lsn).equals("t");
    }
}
