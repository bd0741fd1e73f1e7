package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.HeldCopy;
import io.pgtwin.integration.sync.Load;
import io.pgtwin.integration.sync.OwnWorker;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.sql.Database;

/** A worker that ends during the full copy and again during a load loses nothing and applies nothing twice. */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(11)
class WorkerRestartTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private ConnectWorker worker;

    private static final long ROWS = 60_000;

    /** How a worker ends: while rows are copied one by one in one case, in blocks in the other. */
    private enum Ending {
        STOPPED("rows") {
            @Override
            void end(ConnectWorker worker) {
                worker.stop();
            }
        },
        KILLED("blocks") {
            @Override
            void end(ConnectWorker worker) {
                worker.kill();
            }
        };

        private final String format;

        Ending(String format) {
            this.format = format;
        }

        abstract void end(ConnectWorker worker);
    }

    @BeforeAll
    void startAWorkerToEnd() {
        worker = OwnWorker.start("ended-worker");
    }

    @AfterAll
    void stopIt() {
        worker.stop();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostAndNothingIsAppliedTwice(Ending ending) {
        try (Sync sync = Sync.on(Servers.shared().withWorker(worker)); HeldCopy copy = HeldCopy.of(sync)) {
            Script.named("append-only.sql").runOn(sync.source());
            Script.named("append-only.sql").runOn(sync.target());
            Script.named("count-operations.sql").runOn(sync.target());
            sync.source().update("INSERT INTO events SELECT i, 'copied ' || i FROM generate_series(1, ?) i", ROWS);
            sync.source().update("INSERT INTO keyless_events SELECT generate_series(1, ?), 'copied'",
                    ROWS / 10);

            OwnWorker.withQuickDetectionOfDeath(sync).withSmallBlocks().withSource("snapshot.format", ending.format)
                    .withSink("batch.max.rows", "500").start();
            sync.awaitTarget("rows arrive", target -> target.number("SELECT count(*) FROM events") > 0
                    && target.number("SELECT count(*) FROM keyless_events") > 0);
            ending.end(worker);
            assertThat(sync.target().number("SELECT count(*) FROM events")).isPositive().isLessThan(ROWS);
            sync.source().execute(APPEND);
            copy.goOn();
            worker.start();

            sync.awaitCopied("public.events", LIMIT);
            sync.awaitCopied("public.keyless_events", LIMIT);
            try (Load load = Load.of(sync.source(), Duration.ofMillis(20), APPEND)) {
                sync.awaitTarget("changes arrive", WorkerRestartTest::hasNewEvents);
                ending.end(worker);
                load.awaitMore(200);
                worker.start();
                load.awaitMore(200);
            }
            sync.awaitEqual(LIMIT);
            assertNothingWasAppliedTwice(sync);
        }
    }

    /** Rows that the first attempt did not reach take over keys, unique values and large values that it did copy. */
    @Test
    void whatChangesWhileTheCopyIsInterruptedArrives() {
        try (Sync sync = Sync.on(Servers.shared().withWorker(worker)); HeldCopy copy = HeldCopy.of(sync)) {
            sync.source().execute(DOCUMENTS);
            sync.target().execute(DOCUMENTS_TABLE);
            OwnWorker.withQuickDetectionOfDeath(sync).withSmallBlocks().withSource("snapshot.format", "rows")
                    .withSink("batch.max.rows", "500").start();
            sync.awaitTarget("rows arrive", target -> target.number("SELECT count(*) FROM documents") > 0);
            worker.kill();
            assertThat(sync.target().number("SELECT count(*) FROM documents WHERE id > 41000")).isZero();
            sync.source().execute(CHANGES_OF_DOCUMENTS);
            copy.goOn();
            worker.start();

            sync.awaitEqual(LIMIT);
        }
    }

    private static final String DOCUMENTS_TABLE = """
            CREATE TABLE documents (id int PRIMARY KEY, code text UNIQUE, version int, body text);
            ALTER TABLE documents ALTER body SET STORAGE EXTERNAL
            """;

    private static final String DOCUMENTS = DOCUMENTS_TABLE + """
            ; INSERT INTO documents SELECT i, 'code ' || i, 1, CASE WHEN i > 41900 THEN repeat(md5(i::text), 100) END
              FROM generate_series(1, 42000) i
            """;

    /** Large values are not sent again, as nothing touches them. */
    private static final String CHANGES_OF_DOCUMENTS = """
            BEGIN; DELETE FROM documents WHERE id = 1; UPDATE documents SET id = 1 WHERE id = 42000; COMMIT;
            BEGIN; DELETE FROM documents WHERE id = 2;
            UPDATE documents SET id = 2, version = 2 WHERE id = 41999; COMMIT;
            UPDATE documents SET id = 43000 WHERE id = 2;
            UPDATE documents SET version = 2 WHERE id > 41950;
            UPDATE documents SET code = 'no code' WHERE id = 3;
            UPDATE documents SET code = 'code 3' WHERE id = 41998;
            UPDATE documents SET code = 'code 41998' WHERE id = 41998;
            UPDATE documents SET code = 'code 3' WHERE id = 4;
            DELETE FROM documents WHERE id BETWEEN 5 AND 50 OR id BETWEEN 41990 AND 41995
            """;

    private static boolean hasNewEvents(Database target) {
        return target.number("SELECT count(*) FROM events WHERE note = 'new'") > 100;
    }

    private static final String APPEND = """
            INSERT INTO events SELECT nextval('event_ids'), 'new' FROM generate_series(1, 5);
            INSERT INTO keyless_events SELECT nextval('event_ids'), 'new' FROM generate_series(1, 2)
            """;

    private static void assertNothingWasAppliedTwice(Sync sync) {
        String events = sync.source().value("SELECT count(*) FROM events");
        assertThat(sync.target().rows("""
                SELECT count(*) FILTER (WHERE operation = 'INSERT'),
                       count(DISTINCT id) FILTER (WHERE operation = 'INSERT'),
                       count(*) FILTER (WHERE operation = 'DELETE')
                FROM operations""")).containsExactly(List.of(events, events, "0"));
    }
}
