package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.integration.sync.EveryVersion;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.HeldCopy;
import io.pgtwin.integration.sync.Load;
import io.pgtwin.integration.sync.OwnWorker;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.StoredSlices;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.integration.sync.WorkerMetrics;
import io.pgtwin.testbed.SharedTestbed;
import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.sql.Database;

/** A full copy goes on where it stood when its worker was killed, and what happened since arrives too. */
@Order(4)
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumedCopyTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int SLICE_BYTES = 65_536;
    private static final int BLOCKS_PER_SLICE = 8;

    private final WorkerMetrics metrics = new WorkerMetrics();
    private ConnectWorker worker;

    @BeforeAll
    void startAWorkerToKill() {
        worker = OwnWorker.start("resuming-worker", metrics.in(SharedTestbed.get().workerOptions())
                .withProperty("offset.flush.interval.ms", "500"));
    }

    @AfterAll
    void stopIt() {
        worker.stop();
    }

    @Test
    void onlyTheUnfinishedSlicesAreReadAgain() {
        try (Sync sync = Sync.on(Servers.shared().withWorker(worker))) {
            Script.named("resumed-copy.sql").runOn(sync.source());
            Script.named("resumed-copy.sql").runOn(sync.target());
            sync.source().execute(ROWS.formatted(14_000));
            long slices = slices(sync.source(), "documents");
            assertThat(slices).as("the table's slices").isBetween(90L, 120L);

            try (HeldCopy copy = HeldCopy.of(sync, textBytes(sync.source(), "documents") * 6 / 10)) {
                try (Load load = Load.of(sync.source(), Duration.ofMillis(5), LOAD)) {
                    configured(sync).withSource("snapshot.format", "rows").start();
                    awaitDone(sync, slices * 55 / 100);
                    kill(sync, copy);
                    moveRowsIntoFinishedSlices(sync.source());
                    worker.start();
                    sync.awaitCopied("public.documents", LIMIT);
                    load.awaitMore(100);

                    assertOnlyTheRestWasRead(sync, slices);
                }
                sync.awaitEqual(LIMIT);
            }
        }
    }

    private void assertOnlyTheRestWasRead(Sync sync, long slices) {
        List<String> snapshots = StoredSlices.of(sync).snapshots("documents");
        assertThat(snapshots).as("snapshots").hasSize(2);
        long finished = StoredSlices.of(sync).readUnder(snapshots.get(0));
        assertThat(finished).as("read before").isBetween(slices / 2, slices * 7 / 10);
        assertThat(metrics.ofSource(sync, "snapshot_slices_kept")).as("not read again").isEqualTo(finished);
        assertThat(metrics.ofSource(sync, "snapshot_slices_done")).isEqualTo(metrics.ofSource(sync, "snapshot_slices"));
        assertThat(metrics.ofSource(sync, "snapshot_slices_reread")).as("the one that was half read")
                .isLessThanOrEqualTo(1);
    }

    /** A row without a key can be told from no other: its table goes on only if it is finished. */
    @ParameterizedTest
    @ValueSource(strings = {"17", "13"})
    void tablesWithoutAKeyAndRewrittenOnesArriveToo(String version) {
        try (Sync sync = Sync.on(Servers.shared().withSource(EveryVersion.server(version)).withWorker(worker))) {
            Script.named("resumed-copy.sql").runOn(sync.source());
            Script.named("resumed-copy.sql").runOn(sync.target());
            sync.source().execute(ROWS.formatted(2_000));
            // the largest is copied first: documents comes last, also when the load has made it grow for some seconds
            sync.source().execute("INSERT INTO ledger SELECT i, repeat('x', 300) FROM generate_series(1, 14000) i;"
                    + " INSERT INTO rebuilt SELECT i, repeat('x', 300) FROM generate_series(1, 12000) i;"
                    + " INSERT INTO settled SELECT i, repeat('x', 300) FROM generate_series(1, 10000) i");
            sync.target().execute("CREATE TABLE operations (id bigint); "
                    + "CREATE FUNCTION count_insert() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN INSERT INTO public.operations VALUES (new.id); RETURN NULL; END $$;"
                    + " CREATE TRIGGER count AFTER INSERT ON ledger FOR EACH ROW EXECUTE PROCEDURE count_insert();"
                    + " ALTER TABLE ledger ENABLE ALWAYS TRIGGER count");
            List<String> finished = List.of("ledger", "rebuilt", "settled");
            long finishedBytes = finished.stream().mapToLong(table -> textBytes(sync.source(), table)).sum();
            long finishedSlices = finished.stream()
                    .mapToLong(table -> version.equals("13") ? 1 : slices(sync.source(), table)).sum();

            try (HeldCopy copy = HeldCopy.of(sync, finishedBytes + textBytes(sync.source(), "documents") / 2)) {
                try (Load load = Load.of(sync.source(), Duration.ofMillis(5), LOAD)) {
                    configured(sync).start();
                    awaitDone(sync, finishedSlices);
                    kill(sync, copy);
                    sync.source().execute("VACUUM FULL rebuilt");
                    worker.start();
                    sync.awaitCopied("public.documents", LIMIT);
                    load.awaitMore(100);

                    StoredSlices stored = StoredSlices.of(sync);
                    assertThat(stored.snapshots("ledger")).as("goes on").hasSize(1)
                            .isEqualTo(stored.snapshots("settled"));
                    assertThat(stored.snapshots("rebuilt")).as("begins again").hasSize(1)
                            .isNotEqualTo(stored.snapshots("ledger"));
                }
                sync.awaitEqual(LIMIT);
            }
            assertThat(isConsistent(sync.target()))
                    .as("nobody changes settled, and yet it is known to be there").isTrue();
            assertThat(sync.target().value("SELECT count(*) FROM operations")).as("rows of the ledger, each once")
                    .isEqualTo(sync.source().value("SELECT count(*) FROM ledger"));
        }
    }

    /** The first watermark tells of what each attempt has brought, also of changes that only the second one has met. */
    @Test
    void aCopyThatIsInterruptedTwiceEndsInOneState() {
        try (Sync sync = Sync.on(Servers.shared().withWorker(worker))) {
            Script.named("resumed-copy.sql").runOn(sync.source());
            Script.named("resumed-copy.sql").runOn(sync.target());
            sync.source().execute(ROWS.formatted(4_000));
            sync.source().execute("INSERT INTO settled SELECT i, repeat('x', 300) FROM generate_series(1, 7000) i");
            long bytes = textBytes(sync.source(), "documents");

            try (HeldCopy copy = HeldCopy.of(sync, textBytes(sync.source(), "settled") + bytes / 2)) {
                configured(sync).start();
                awaitDone(sync, slices(sync.source(), "settled") + 3);
                kill(sync, copy);
                sync.source().execute("UPDATE settled SET padding = 'changed' WHERE id = 1; DELETE FROM settled WHERE"
                        + " id = 2");
                copy.holdAfter(bytes / 4);
                worker.start();
                awaitDone(sync, StoredSlices.of(sync).done() + 3);
                kill(sync, copy);
                worker.start();
                sync.awaitCopied("public.documents", LIMIT);
                assertThat(isConsistent(sync.target())).isTrue();
                sync.awaitEqual(LIMIT);
            }
            assertThat(StoredSlices.of(sync).snapshots("documents")).hasSize(3);
        }
    }

    private static boolean isConsistent(Database target) {
        return target.number("SELECT count(*) FROM pgtwin.consistency WHERE lsn IS NOT NULL") == 1;
    }

    private static Sync configured(Sync sync) {
        return OwnWorker.withQuickDetectionOfDeath(sync).withSource("snapshot.threads", "1").withSmallBlocks()
                .withSource("snapshot.slice.bytes", String.valueOf(SLICE_BYTES)).withSink("batch.max.rows", "500");
    }

    private static void awaitDone(Sync sync, long slices) {
        Awaitility.await(slices + " slices are done").atMost(LIMIT).pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200)).until(() -> StoredSlices.of(sync).done() >= slices);
    }

    private void kill(Sync sync, HeldCopy copy) {
        worker.kill();
        copy.goOn();
        Awaitility.await("the sessions of the killed worker end").atMost(LIMIT).until(() -> sync.source().number(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'pgtwin source " + sync.name()
                + "'") == 0);
    }

    /** So that nobody reads them there, and their bodies are not sent. */
    private static void moveRowsIntoFinishedSlices(Database source) {
        source.execute("DELETE FROM documents WHERE id BETWEEN 100 AND 1100");
        source.execute("VACUUM documents");
        source.execute(MOVES);
        assertThat(source.number("SELECT count(*) FROM documents WHERE version = 1000 AND body IS NOT NULL"
                + " AND (ctid::text::point)[0] < 100")).as("rows that have moved").isPositive();
    }

    private static long slices(Database database, String table) {
        return database.number("SELECT ceil(pg_relation_size('" + table + "') / 8192.0 / " + BLOCKS_PER_SLICE
                + ")::bigint");
    }

    private static long textBytes(Database database, String table) {
        return database.number("SELECT sum(octet_length(t::text)) FROM " + table + " t");
    }

    private static final String ROWS = """
            INSERT INTO documents SELECT i, 'code ' || i, 1, repeat(md5(i::text), 13),
                                         CASE WHEN i %% 4 = 0 THEN repeat(md5(i::text), 70) END
              FROM generate_series(1, %d) i;
            ANALYZE documents
            """;

    private static final String MOVES = """
            UPDATE documents SET version = 1000 WHERE id BETWEEN 13500 AND 13600;
            UPDATE documents SET version = 1001 WHERE id BETWEEN 13550 AND 13560;
            UPDATE documents SET id = id + 1000000 WHERE id BETWEEN 13580 AND 13590;
            UPDATE documents SET id = id + 1000000, version = 1002 WHERE id BETWEEN 1013584 AND 1013588;
            DELETE FROM documents WHERE id = 13540;
            BEGIN;
            DELETE FROM documents WHERE id = 13544;
            UPDATE documents SET id = 13544 WHERE id = 13548;
            COMMIT;
            UPDATE documents SET body = 'short' WHERE id = 13552;
            UPDATE documents SET version = 1003 WHERE id = 13556;
            UPDATE documents SET body = repeat('other', 500) WHERE id = 13556;
            BEGIN;
            DELETE FROM documents WHERE code = 'code 13570';
            UPDATE documents SET code = 'code 13570' WHERE id = 13560;
            COMMIT
            """;

    private static final String LOAD = """
            UPDATE documents SET version = version + 1 WHERE id = (SELECT (random() * 2000)::int * 4);
            UPDATE documents SET version = version + 1, body = repeat(md5(random()::text), 80)
              WHERE id = (SELECT (random() * 10000)::int);
            DELETE FROM documents WHERE id = (SELECT (random() * 14000)::int) AND id % 3 = 0;
            INSERT INTO documents SELECT i, 'code ' || i, 1, repeat(md5(i::text), 13), repeat(md5(i::text), 70)
              FROM (SELECT (random() * 14000)::int AS i) row ON CONFLICT DO NOTHING;
            UPDATE documents SET id = id + 2000000 WHERE id = (SELECT (random() * 14000)::int) AND id % 3 = 1;
            INSERT INTO ledger SELECT (random() * 1000000000)::bigint, 'new'
            """;
}
