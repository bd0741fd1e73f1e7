package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

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
import io.pgtwin.testbed.kafka.WorkerOptions;
import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.sql.Database;

/** Tables of a running sync are copied once more where people ask for it, and are then as they are at the source. */
@Order(10)
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResyncTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String BOTH = "public\\.documents,public\\.ledger";
    private static final int FINISHED_SLICES = 20;
    private static final long BYTES_TO_CUT = 1_000_000;
    /** More than all changes, and less than the documents. */
    private static final long BYTES_OF_HALF_THE_COPY = 10_000_000;
    private static final Duration LONGER_THAN_THE_SINK_WAITS = Duration.ofSeconds(8);

    private final WorkerMetrics metrics = new WorkerMetrics();
    private final Path failpoints = SharedTestbed.get().folder().resolve("failpoints-of-resync");
    private ConnectWorker worker;

    @BeforeAll
    void startAWorkerThatMayDie() throws IOException {
        Files.createDirectories(failpoints);
        WorkerOptions options = metrics.in(SharedTestbed.get().workerOptions());
        worker = OwnWorker.start("resync-worker",
                options.withJvm(options.jvm().with("-Dpgtwin.failpoints=" + failpoints))
                .withProperty("offset.flush.interval.ms", "100"));
    }

    @AfterAll
    void stopIt() {
        worker.stop();
    }

    @ParameterizedTest
    @CsvSource({"rows, table", "blocks, transaction"})
    void damagedTablesAreCopiedAgainUnderLoadAndOnlyOnce(String format, String consistency) {
        try (Sync sync = filled(3_000).withSource("snapshot.format", format).withSink("consistency", consistency)
                .withSink("tasks.max", consistency.equals("table") ? "2" : "1")) {
            try (Load load = Load.of(sync.source(), Duration.ofMillis(10), LOAD)) {
                sync.start();
                awaitFollowing(sync);
                damage(sync.target());
                resync(sync, "1");
                awaitDone(sync, "1");
                load.awaitMore(50);
            }
            sync.awaitEqual(LIMIT);
            if (consistency.equals("transaction")) {
                sync.awaitTarget("transactions arrive whole again",
                        target -> target.number("SELECT count(*) FROM pgtwin.consistency WHERE lsn IS NOT NULL") == 1);
            }

            sync.target().execute("INSERT INTO documents VALUES (-1, 'of the target', 1, NULL)");
            sync.rest().restart(sync.sourceConnector().name());
            sync.source().execute("INSERT INTO documents VALUES (-2, 'of the source', 1, NULL)");
            sync.awaitTarget("the change comes",
                    target -> target.number("SELECT count(*) FROM documents WHERE id = -2") == 1);
            assertThat(sync.target().number("SELECT count(*) FROM documents WHERE id = -1"))
                    .as("not copied again").isOne();
            resync(sync, "2");
            sync.awaitEqual(LIMIT);
        }
    }

    @Test
    void whatIsKilledHalfWayGoesOnWithTheSlicesThatAreLeft() {
        try (Sync sync = filled(9_000)) {
            try (Load load = Load.of(sync.source(), Duration.ofMillis(10), LOAD)) {
                sync.start();
                awaitFollowing(sync);
                damage(sync.target());
                arm("source.slice.acknowledged", FINISHED_SLICES);
                resync(sync, "1");
                Awaitility.await("the worker dies").atMost(LIMIT).until(() -> !worker.isRunning());
                moveRows(sync);
                worker.start();
                awaitDone(sync, "1");
                load.awaitMore(50);
            }
            sync.awaitEqual(LIMIT);

            List<String> snapshots = StoredSlices.of(sync).snapshots("documents");
            assertThat(metrics.ofSource(sync, "snapshot_slices_kept")).as("not read again").isPositive();
            assertThat(snapshots).as("snapshots of the last copy, maybe with slices of the first that are there no"
                    + " more")
                    .hasSizeBetween(2, 3);
        }
    }

    /** Changes of the tables may be left out from then on: going on without the copy would be a gap. */
    @Test
    void whoTakesTheListAwayAfterTheCopyIsDueMustSetItAgain() throws SQLException {
        try (Sync sync = filled(1_500)) {
            sync.start();
            awaitFollowing(sync);
            damage(sync.target());
            try (Connection open = sync.source().connect(); Statement statement = open.createStatement()) {
                open.setAutoCommit(false);
                statement.execute("INSERT INTO others VALUES (-1, 'open')"); // no snapshot is made until it ends
                resync(sync, "1");
                Awaitility.await("both tables wait for their copy").atMost(LIMIT).until(() -> offsets(sync)
                        .filter(it -> it.path("state").asString("").equals("left")).count() == 2);
                sync.withSource("table.resync.list", "");
                sync.rest().put(sync.sourceConnector().name(), sync.sourceConnector().options());
                assertThat(sync.rest().awaitFailed(sync.sourceConnector().name(), LIMIT)).contains("TABLE_NOT_SYNCED",
                        "public.documents", "public.ledger");
                open.rollback();
            }
            resync(sync, "1");
            awaitDone(sync, "1");
            sync.awaitEqual(LIMIT);
        }
    }

    /**
     * A transaction is cut by the restart, so that some of its changes wait for the watermark behind the copy, which
     * takes longer than the sink may wait. If those of a copied table are few, its rows come meanwhile.
     */
    @ParameterizedTest
    @CsvSource({"100, 40000", "20000, 20000"})
    void wholeTransactionsWaitForTheCopyHoweverManyChangesComeBeforeIt(int ofDocuments, int ofOthers) {
        try (Sync sync = filled(9_000).withSink("consistency", "transaction").withSink("tasks.max", "1")
                .withSink("connection.retry.timeout.ms", "3000"); HeldCopy held = HeldCopy.of(sync, BYTES_TO_CUT)) {
            held.goOn();
            sync.start();
            awaitFollowing(sync);
            sync.awaitTarget("transactions arrive whole",
                    target -> target.number("SELECT count(*) FROM pgtwin.consistency WHERE lsn IS NOT NULL") == 1);
            damage(sync.target());
            held.holdAfter(BYTES_TO_CUT);
            sync.source().execute("BEGIN; INSERT INTO documents SELECT 10000000 + i, 'many ' || i, 1, NULL"
                    + " FROM generate_series(1, " + ofDocuments + ") i; INSERT INTO others SELECT 10000000 + i, 'many'"
                    + " FROM generate_series(1, " + ofOthers + ") i; COMMIT");
            Awaitility.await("it is cut").atMost(LIMIT).until(() -> offsets(sync).anyMatch(it -> it.has("unmarked")));
            resync(sync, "1");
            Awaitility.await("the copy is due").atMost(LIMIT)
                    .until(() -> offsets(sync).filter(it -> it.path("state").asString("").equals("left")).count() == 2);
            held.holdAfter(BYTES_OF_HALF_THE_COPY);
            if (ofDocuments < ofOthers) {
                sync.awaitTarget("half of the rows are there",
                        target -> target.number("SELECT count(*) FROM documents WHERE id BETWEEN 1 AND 9000") > 2_000
                                && target.number("SELECT count(*) FROM documents WHERE id < 0") == 0);
            }
            assertThat(Await.holdsWithin(LONGER_THAN_THE_SINK_WAITS,
                    () -> !sync.rest().status(sync.sinkConnector().name()).failure().isEmpty())).isFalse();
            held.goOn();
            awaitDone(sync, "1");
            sync.awaitEqual(LIMIT);
            sync.awaitTarget("transactions arrive whole again",
                    target -> target.number("SELECT count(*) FROM pgtwin.consistency WHERE lsn IS NOT NULL") == 1);
        }
    }

    /** The first copy's tables: with a key, without one and one that stays. Slices are small. */
    private Sync filled(int documents) {
        Sync sync = Sync.on(Servers.shared().withWorker(worker));
        Script.named("resync.sql").runOn(sync.source());
        Script.named("resync.sql").runOn(sync.target());
        sync.source().execute("INSERT INTO documents SELECT i, 'code ' || i, 1, repeat(md5(i::text), 70) FROM"
                + " generate_series(1, " + documents + ") i; INSERT INTO ledger SELECT i, repeat('x', 300) FROM"
                + " generate_series(1, 3000) i; INSERT INTO others SELECT i, 'first' FROM generate_series(1, 1000) i;"
                + " ANALYZE");
        return OwnWorker.withQuickDetectionOfDeath(sync).withSmallBlocks().withSource("snapshot.slice.bytes", "65536")
                .withSource("heartbeat.interval.ms", "500").withSource("snapshot.threads", "1")
                .withSink("batch.max.rows", "500");
    }

    /** Of a table whose topic is not found yet, nothing is told: what is put into it would be somebody else's rows. */
    private static void awaitFollowing(Sync sync) {
        sync.awaitCopied("public.documents", LIMIT);
        sync.awaitCopied("public.ledger", LIMIT);
        sync.awaitState("following");
    }

    /**
     * In rows that the load leaves alone: a change of a row that is missing would fail the sink before the copy comes.
     */
    private static void damage(Database target) {
        target.execute("DELETE FROM documents WHERE id % 7 = 0 AND id BETWEEN 1001 AND 1000000");
        target.execute("UPDATE documents SET body = 'wrong' WHERE id % 11 = 0 AND id BETWEEN 1001 AND 1000000");
        target.execute("INSERT INTO documents SELECT -i, 'too much ' || i, 1, NULL FROM generate_series(10, 20) i");
        target.execute("DELETE FROM ledger WHERE id % 3 = 0 AND id BETWEEN 1001 AND 3000");
        target.execute("INSERT INTO ledger SELECT i, repeat('x', 300) FROM generate_series(1001, 1100) i");
    }

    /** Into ranges that may be read already, with bodies that are not sent. */
    private static void moveRows(Sync sync) {
        sync.source().execute("UPDATE documents SET version = 1000 WHERE id % 50 = 0;"
                + " UPDATE documents SET id = id + 1000000 WHERE id % 90 = 1; DELETE FROM documents WHERE id % 40 = 3");
    }

    private static void resync(Sync sync, String id) {
        sync.withSource("table.resync.list", BOTH).withSource("table.resync.id", id);
        sync.rest().put(sync.sourceConnector().name(), sync.sourceConnector().options());
    }

    /** As the offsets that people can see say. */
    private static void awaitDone(Sync sync, String id) {
        Awaitility.await("both tables are copied again").atMost(LIMIT).until(() -> offsets(sync)
                .filter(it -> it.path("resync").asString("").equals(id) && it.path("resync_done").asBoolean(false))
                .count() == 2);
    }

    private static Stream<JsonNode> offsets(Sync sync) {
        return sync.rest().offsets(sync.sourceConnector().name()).path("offsets").valueStream()
                .map(it -> it.path("offset"));
    }

    private void arm(String step, int passes) {
        try {
            Files.writeString(failpoints.resolve(step), String.valueOf(passes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String LOAD = """
            UPDATE documents SET version = version + 1 WHERE id = (SELECT (random() * 1000)::int);
            UPDATE documents SET version = version + 1, body = repeat(md5(random()::text), 80)
              WHERE id = (SELECT (random() * 1000)::int);
            DELETE FROM documents WHERE id = (SELECT (random() * 1000)::int) AND id % 3 = 0;
            UPDATE documents SET id = id + 2000000 WHERE id = (SELECT (random() * 1000)::int) AND id % 3 = 1;
            INSERT INTO ledger SELECT (random() * 1000000000)::bigint, 'new';
            UPDATE ledger SET note = 'changed' WHERE ctid = (SELECT ctid FROM ledger WHERE id <= 1000 LIMIT 1);
            DELETE FROM ledger WHERE ctid = (SELECT ctid FROM ledger WHERE id <= 1000 OFFSET 5 LIMIT 1);
            INSERT INTO others SELECT (random() * 1000000000)::bigint, 'new' ON CONFLICT DO NOTHING
            """;
}
