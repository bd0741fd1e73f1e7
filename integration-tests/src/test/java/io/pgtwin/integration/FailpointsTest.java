package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.OwnWorker;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.SharedTestbed;
import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.kafka.WorkerOptions;

/** At whichever step a worker dies, the next one goes on, and every row arrives once. */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(5)
class FailpointsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int ROWS = 3_000;

    private final Path failpoints = SharedTestbed.get().folder().resolve("failpoints");
    private ConnectWorker worker;

    @BeforeAll
    void startAWorkerThatMayDie() throws IOException {
        Files.createDirectories(failpoints);
        WorkerOptions options = SharedTestbed.get().workerOptions();
        worker = OwnWorker.start("dying-worker",
                options.withJvm(options.jvm().with("-Dpgtwin.failpoints=" + failpoints))
                .withProperty("offset.flush.interval.ms", "500"));
    }

    @AfterAll
    void stopIt() {
        worker.stop();
    }

    /** For the next test, if one has failed. */
    @AfterEach
    void raiseIt() {
        if (!worker.isRunning()) {
            worker.start();
        }
    }

    /** @param passes how often the step is passed before: of the rows of the copy first, then of changes */
    @ParameterizedTest
    @CsvSource({
        "source.slot.absent, 0",
        "source.slot.created, 0",
        "source.slice.read, 2",
        "source.slice.acknowledged, 2",
        "source.copy.read, 0",
        "source.change.acknowledged, 20",
        "source.offset.stored, 0",
        "sink.batch.applied, 1",
        "sink.batch.committed, 2",
        "sink.precommit, 3"})
    void whoDiesThereLosesNothingAndRepeatsNothing(String step, int passes) {
        try (Sync sync = Sync.on(Servers.shared().withWorker(worker))) {
            Script.named("append-only.sql").runOn(sync.source());
            Script.named("append-only.sql").runOn(sync.target());
            Script.named("count-operations.sql").runOn(sync.target());
            sync.source().execute("INSERT INTO events SELECT i, repeat('copied', 30) FROM generate_series(1, "
                    + ROWS + ") i;"
                    + " INSERT INTO keyless_events SELECT i, 'copied' FROM generate_series(1, " + ROWS / 10 + ") i");
            OwnWorker.withQuickDetectionOfDeath(sync).withSmallBlocks().withSource("snapshot.slice.bytes", "65536")
                    .withSource("snapshot.threads", "2").withSink("batch.max.rows", "500").startSink();
            arm(step, passes);
            sync.startSource();
            Awaitility.await("the worker dies at " + step).atMost(LIMIT).pollInterval(Duration.ofMillis(100))
                    .until(() -> appendUntilDead(sync));
            assertThat(failpoints.resolve(step)).as("deleted by who died").doesNotExist();
            append(sync);
            worker.start();

            append(sync);
            sync.awaitEqual(LIMIT);
            assertEveryRowCameOnce(sync);
        }
    }

    private void arm(String step, int passes) {
        try {
            Files.writeString(failpoints.resolve(step), String.valueOf(passes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean appendUntilDead(Sync sync) {
        append(sync);
        return !worker.isRunning();
    }

    private static void append(Sync sync) {
        sync.source().execute(APPEND);
    }

    private static final String APPEND = """
            INSERT INTO events SELECT nextval('event_ids'), 'new' FROM generate_series(1, 5);
            INSERT INTO keyless_events SELECT nextval('event_ids'), 'new' FROM generate_series(1, 2)
            """;

    private static void assertEveryRowCameOnce(Sync sync) {
        String events = sync.source().value("SELECT count(*) FROM events");
        assertThat(sync.target().rows("""
                SELECT count(*) FILTER (WHERE operation = 'INSERT'),
                       count(DISTINCT id) FILTER (WHERE operation = 'INSERT'),
                       count(*) FILTER (WHERE operation = 'DELETE')
                FROM operations""")).containsExactly(List.of(events, events, "0"));
    }
}
