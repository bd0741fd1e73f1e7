package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.ConnectorHealth;
import io.pgtwin.integration.sync.EqualContents;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Load;
import io.pgtwin.integration.sync.OwnWorker;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.SharedTestbed;
import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.kafka.WorkerOptions;

/** Two that believe that a sink's progress is theirs do not both write. */
@ExtendWith(FreshSync.class)
class FencingTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String APPEND = """
            INSERT INTO events SELECT nextval('event_ids'), 'new' FROM generate_series(1, 5);
            INSERT INTO keyless_events SELECT nextval('event_ids'), 'new' FROM generate_series(1, 2)
            """;
    private static final String COUNT = "SELECT count(*) FROM events";

    @Test
    void workerThatWakesUpAfterItsPartitionsWereTakenOverWritesNothing() throws SQLException {
        WorkerOptions options = OwnWorker.options("fenced", OwnWorker.usualOptions())
                .withProperty("scheduled.rebalance.max.delay.ms", "0");
        ConnectWorker first = SharedTestbed.get().addWorker("fenced-first", options);
        ConnectWorker second = SharedTestbed.get().addWorker("fenced-second", options);
        try (Sync sync = OwnWorker.withQuickDetectionOfDeath(Sync.on(Servers.shared())).withSink("tasks.max", "1")) {
            Script.named("append-only.sql").runOn(sync.source());
            Script.named("append-only.sql").runOn(sync.target());
            Script.named("count-operations.sql").runOn(sync.target());
            String sink = sync.sinkConnector().name();
            sync.startSource();
            first.rest().create(sink, sync.sinkConnector().options());
            try (Load load = Load.of(sync.source(), Duration.ofMillis(5), APPEND)) {
                awaitMore(sync, 100);
                ConnectWorker owner = owns(first, sink, first) ? first : second;
                ConnectWorker heir = owner == first ? second : first;
                pauseInTransaction(sync, owner);
                awaitMore(sync, 500);
                owner.resume();
                load.awaitMore(500);
                awaitMore(sync, 500);
                Awaitility.await("both agree on the owner").atMost(LIMIT)
                        .until(() -> owns(heir, sink, owner) == owns(owner, sink, owner));
            }
            new EqualContents(sync.source(), sync.target(), List.of("public.events", "public.keyless_events"))
                    .await(LIMIT, new ConnectorHealth(first.rest(), List.of(sink)));
            assertNothingWasAppliedTwice(sync);
            assertThat(first.rest().status(sink).isFailed()).isFalse();

            anotherSinkOfTheNameIsRefused(sync);
            first.rest().delete(sink);
        } finally {
            first.stop();
            second.stop();
        }
    }

    /** In another cluster and another group. It can go on under another name, if it writes to other tables. */
    private static void anotherSinkOfTheNameIsRefused(Sync sync) {
        String name = sync.sinkConnector().name();
        sync.withSink("consumer.override.group.id", "another-group").startSink();
        assertThat(sync.rest().awaitFailed(name, LIMIT))
                .contains("SINK_EXISTS", "another-group", "connect-" + name, "another name");

        sync.rest().delete(name);
        sync.target().execute("CREATE SCHEMA another");
        sync.withSink("name.mapping", "public\\.(.*) => another.$1");
        sync.rest().create(name + "-another", sync.sinkConnector().options());
        Awaitility.await("both have the rows").atMost(LIMIT).ignoreExceptions().untilAsserted(() -> assertThat(
                sync.target().rows("SELECT * FROM another.events ORDER BY id"))
                .isEqualTo(sync.source().rows("SELECT * FROM events ORDER BY id")));
        sync.rest().delete(name + "-another");
    }

    @Test
    void sinkThatHasMovedGoesOnWhenItsRegistrationIsDeleted(Sync sync) {
        Script.named("append-only.sql").runOn(sync.source());
        Script.named("append-only.sql").runOn(sync.target());
        Script.named("count-operations.sql").runOn(sync.target());
        sync.source().execute(APPEND);
        sync.start().awaitEqual();
        String sink = sync.sinkConnector().name();
        sync.rest().delete(sink);
        sync.source().execute(APPEND);
        sync.withSink("consumer.override.group.id", sync.name() + "-moved").startSink();
        assertThat(sync.rest().awaitFailed(sink, LIMIT)).contains("SINK_EXISTS", sync.name() + "-moved",
                "If it has moved, delete the row of its name from table sinks in the target");

        sync.target().update("DELETE FROM pgtwin.sinks WHERE sink = ?", sink);
        sync.rest().restart(sink);
        sync.source().execute(APPEND);
        sync.awaitEqual();
        assertNothingWasAppliedTwice(sync);
    }

    /** Its session holds the rows and the progress of a batch, and nobody is there to end the transaction. */
    private static void pauseInTransaction(Sync sync, ConnectWorker owner) throws SQLException {
        try (Connection blocker = sync.target().connect(); Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE keyless_events");
            Awaitility.await("a batch waits in its transaction").atMost(LIMIT).until(() -> sync.target().number(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type ="
                            + " 'Lock' AND application_name LIKE 'pgtwin sink%'") > 0);
            owner.pause();
            blocker.rollback();
        }
    }

    private static boolean owns(ConnectWorker asked, String sink, ConnectWorker worker) {
        String id = asked.rest().get("/connectors/" + sink + "/status").path("tasks").get(0).path("worker_id")
                .asString();
        return worker.rest().url().endsWith(id);
    }

    private static void awaitMore(Sync sync, long rows) {
        long before = sync.target().number(COUNT);
        Awaitility.await(rows + " more rows").atMost(LIMIT).until(() -> sync.target().number(COUNT) >= before + rows);
    }

    private static void assertNothingWasAppliedTwice(Sync sync) {
        String events = sync.source().value(COUNT);
        assertThat(sync.target().rows("""
                SELECT count(*) FILTER (WHERE operation = 'INSERT'),
                       count(DISTINCT id) FILTER (WHERE operation = 'INSERT'),
                       count(*) FILTER (WHERE operation = 'DELETE')
                FROM operations""")).containsExactly(List.of(events, events, "0"));
    }
}
