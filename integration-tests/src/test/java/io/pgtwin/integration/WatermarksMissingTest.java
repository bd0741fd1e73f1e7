package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.ConnectorFile;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.NewBeginning;
import io.pgtwin.integration.sync.Sync;

/** Without watermarks a sink of whole transactions fails, says what is missing, and what it says to do helps. */
@ExtendWith(FreshSync.class)
class WatermarksMissingTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void sinkThatDoesNotReadThemAnyMoreGoesOnWhenItDoes(Sync sync) {
        start(sync);
        String topics = sync.sinkConnector().option("topics.regex");
        NewBeginning.stop(sync.rest(), sync.sinkConnector().name());
        change(sync, "unread");
        goOn(sync, sync.withSink("topics.regex", sync.name() + "(\\.public.*|\\.heartbeat)?").sinkConnector());
        assertThat(failure(sync)).contains("<topic.prefix>.transaction must be read",
                "Check that the sink reads every topic of the sync");
        assertThat(sync.target().number("SELECT count(*) FROM items WHERE note = 'unread'")).isZero();

        NewBeginning.stop(sync.rest(), sync.sinkConnector().name());
        goOn(sync, sync.withSink("topics.regex", topics).sinkConnector());
        change(sync, "after");
        awaitWhole(sync);
    }

    @Test
    void sourceThatDoesNotWriteThemAnyMoreLeavesItToTablesUntilItDoes(Sync sync) {
        start(sync);
        NewBeginning.stop(sync.rest(), sync.sourceConnector().name());
        change(sync, "untold");
        goOn(sync, sync.withSource("transaction.watermarks", "false").sourceConnector());
        assertThat(failure(sync)).contains("transaction.watermarks must be true", "set consistency=table",
                "back when all is applied");
        assertThat(sync.target().number("SELECT count(*) FROM items WHERE note = 'untold'")).isZero();

        NewBeginning.stop(sync.rest(), sync.sourceConnector().name());
        goOn(sync, sync.withSource("transaction.watermarks", "true").sourceConnector());
        NewBeginning.stop(sync.rest(), sync.sinkConnector().name());
        goOn(sync, sync.withSink("consistency", "table").sinkConnector());
        sync.awaitEqual();
        NewBeginning.stop(sync.rest(), sync.sinkConnector().name());
        goOn(sync, sync.withSink("consistency", "transaction").sinkConnector());
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

    /** A stopped connector, so that none of its tasks works with the former options any more. */
    private static void goOn(Sync sync, ConnectorFile connector) {
        sync.rest().put(connector.name(), connector.options());
        sync.rest().resume(connector.name());
    }
}
