package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.Converters;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Sync;

/** A row that is larger than Kafka takes stops the source, which goes on with it as soon as Kafka takes it. */
@ExtendWith(FreshSync.class)
class RowTooLargeTest {
    private static final String MAX_REQUEST = "producer.override.max.request.size";
    private static final String MARKER = "marker-of-the-row";
    private static final String TABLE =
            "CREATE TABLE docs (region int, number int, doc text, PRIMARY KEY (region, number))";

    /** About 2 MB that cannot be compressed to a half, between small rows. */
    private static final String CHANGES = """
            INSERT INTO docs SELECT 1, i, 'before' FROM generate_series(100, 119) i;
            INSERT INTO docs SELECT 7, 987654321, '%s' || string_agg(md5(i::text), '') FROM generate_series(1, 65000) i;
            INSERT INTO docs SELECT 1, i, 'after' FROM generate_series(200, 219) i;
            UPDATE docs SET doc = 'changed' WHERE number < 210""".formatted(MARKER);

    /** Table by table, so that the beginning of the transaction may be seen. */
    @Test
    void changeThatTheProducerDoesNotTake(Sync sync) {
        sync.source().execute(TABLE + "; INSERT INTO docs VALUES (1, 1, 'copied')");
        sync.withSource(MAX_REQUEST, "1500000").withSink("consistency", "table").start().awaitEqual();
        sync.source().execute(CHANGES);

        assertTellsWhatToDo(sync, "position (", "2080", "1500000");
        sync.awaitTarget("what is before the row has arrived", target ->
                target.number("SELECT count(*) FROM docs WHERE doc = 'before'") == 20);
        raiseTheProducersLimit(sync);
        sync.awaitEqual();
    }

    @Test
    void copiedRowThatTheProducerDoesNotTake(Sync sync) {
        sync.source().execute(TABLE + ";" + CHANGES);
        sync.withSource(MAX_REQUEST, "1500000").start();

        assertTellsWhatToDo(sync, "2080", "1500000");
        raiseTheProducersLimit(sync);
        sync.awaitEqual();
    }

    /** Only the record as it is converted is too large: every character takes two bytes. */
    @Test
    void changeThatTheProducerDoesNotTakeAsJson(Sync sync) {
        sync.source().execute(TABLE + "; INSERT INTO docs VALUES (1, 1, 'copied')");
        sync.with(Converters.JSON_WITH_SCHEMAS).withSource(MAX_REQUEST, "1500000").start().awaitEqual();
        sync.source().execute("INSERT INTO docs VALUES (7, 987654321, repeat(E'\\n', 800000) || '" + MARKER + "')");

        assertTellsWhatToDo(sync, "position (", "160", "1500000");
        raiseTheProducersLimit(sync);
        sync.awaitEqual();
    }

    @Test
    void changeThatTheTopicDoesNotTake(Sync sync) throws ExecutionException, InterruptedException {
        sync.source().execute(TABLE + "; INSERT INTO docs VALUES (1, 1, 'copied')");
        sync.start().awaitEqual();
        setTopicsLimit(sync, "1000000");
        sync.source().execute(CHANGES);

        assertTellsWhatToDo(sync, "position (", "2080", sync.topic("public.docs"));
        assertThat(sync.target().number("SELECT count(*) FROM docs WHERE doc = 'after'")).isZero();
        setTopicsLimit(sync, "4000000");
        sync.rest().restartFailed(sync.sourceConnector().name());
        sync.awaitEqual();
    }

    private static void assertTellsWhatToDo(Sync sync, String... details) {
        String failure = sync.rest().awaitFailed(sync.sourceConnector().name(), Sync.LIMIT);
        assertThat(failure).contains("RECORD_TOO_LARGE", "public.docs", "[region, number]")
                .contains(MAX_REQUEST, "max.message.bytes").contains(details).doesNotContain("987654321", MARKER);
    }

    /** The worker restarts the task. */
    private static void raiseTheProducersLimit(Sync sync) {
        sync.withSource(MAX_REQUEST, "4000000");
        sync.rest().put(sync.sourceConnector().name(), sync.sourceConnector().options());
    }

    private static void setTopicsLimit(Sync sync, String bytes) throws ExecutionException, InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, sync.topic("public.docs"));
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
        try (Admin admin = sync.servers().broker().admin()) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all().get();
        }
    }
}
