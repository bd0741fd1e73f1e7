package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Sync;

/** Without watermarks a sink of whole transactions fails, says what is missing, and what it says to do helps. */
@ExtendWith(FreshSync.class)
class WatermarksMissingTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void sinkThatDoesNotReadThemAnyMoreGoesOnWhenItDoes(Sync sync) {
        start(sync);
        String topics = sync.sinkConnector().option("topics.regex");
        put(sync.withSink("topics.regex", sync.name() + "(\\.public.*|\\.heartbeat)?"));
        change(sync, "unread");
        assertThat(failure(sync)).contains("<topic.prefix>.transaction must be read",
                "Check that the sink reads every topic of the sync");
        assertThat(sync.target().number("SELECT count(*) FROM items WHERE note = 'unread'")).isZero();

        put(sync.withSink("topics.regex", topics));
        sync.rest().restart(sync.sinkConnector().name());
        change(sync, "after");
        awaitWhole(sync);
    }

    @Test
    void sourceThatDoesNotWriteThemAnyMoreLeavesItToTablesUntilItDoes(Sync sync) {
        start(sync);
        putSource(sync.withSource("transaction.watermarks", "false"));
        change(sync, "untold");
        assertThat(failure(sync)).contains("transaction.watermarks must be true", "set consistency=table",
                "back when all is applied");
        assertThat(sync.target().number("SELECT count(*) FROM items WHERE note = 'untold'")).isZero();

        putSource(sync.withSource("transaction.watermarks", "true"));
        put(sync.withSink("consistency", "table"));
        sync.awaitEqual();
        put(sync.withSink("consistency", "transaction"));
        change(sync, "after");
        awaitWhole(sync);
    }

    private static void start(Sync sync) {
        sync.source().execute("CREATE TABLE items (id serial PRIMARY KEY, note text);"
                + " INSERT INTO items (note) SELECT 'copied' FROM generate_series(1, 100) i");
        sync.withSink("tasks.max", "1").withSink("connection.retry.timeout.ms", "3000")
                .withSource("heartbeat.interval.ms", "500").start();
        awaitWhole(sync);
    }

    private static void awaitWhole(Sync sync) {
        String now = sync.source().value("SELECT pg_current_wal_lsn()");
        sync.awaitTarget("whole transactions up to " + now, target -> target.number(
                "SELECT count(*) FROM pgtwin.consistency WHERE lsn >= '" + now + "'") == 1);
        sync.awaitEqual();
    }

    private static void change(Sync sync, String note) {
        sync.source().update("INSERT INTO items (note) VALUES (?)", note);
    }

    private static String failure(Sync sync) {
        String failure = sync.rest().awaitFailed(sync.sinkConnector().name(), LIMIT);
        assertThat(failure).contains("WATERMARKS_MISSING");
        return failure;
    }

    private static void put(Sync sync) {
        sync.rest().put(sync.sinkConnector().name(), sync.sinkConnector().options());
    }

    private static void putSource(Sync sync) {
        sync.rest().put(sync.sourceConnector().name(), sync.sourceConnector().options());
    }
}
