package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.assertj.core.api.AbstractThrowableAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.NewBeginning;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.connect.RestAnswerException;

/** Offsets of stopped connectors can be read, set and removed through the worker's REST interface. */
@ExtendWith(FreshSync.class)
class OffsetsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> TABLES = List.of("public.items");

    @Test
    void theyCanBeReadSetAndRemoved(Sync sync) {
        sync.source().execute("CREATE TABLE items (id int PRIMARY KEY, note text); CREATE TABLE others (id int PRIMARY"
                + " KEY); INSERT INTO items SELECT i, 'copied' FROM generate_series(1, 100) i; INSERT INTO others"
                + " VALUES (1)");
        sync.withSource("heartbeat.interval.ms", "500").start().awaitEqual();
        sync.source().execute("UPDATE items SET note = 'changed' WHERE id < 10");
        sync.awaitEqual();
        NewBeginning.stop(sync.rest(), sync.sinkConnector().name());
        NewBeginning.stop(sync.rest(), sync.sourceConnector().name());

        sinkAppliesAgainWhatItIsToldTo(sync);
        sourceTakesOnlyWhatTheSlotCanDeliver(sync);
        sourceBeginsAgainOnlyWithoutItsSlot(sync);
        sinkForgetsEverything(sync);
    }

    private static void sinkAppliesAgainWhatItIsToldTo(Sync sync) {
        String sink = sync.sinkConnector().name();
        String topic = sync.topic("public.items");
        assertThat(sync.rest().offsets(sink).toString()).contains(topic, "kafka_offset");
        assertThatThrownBy(() -> sync.rest().alterOffsets(sink, ofTopic(topic, "-5")))
                .isInstanceOf(RestAnswerException.class).hasMessageContaining("-5");

        sync.target().execute("TRUNCATE items");
        sync.rest().alterOffsets(sink, ofTopic(topic, "0"));
        assertThat(sync.target().value("SELECT next_offset || ' ' || commit_lsn FROM pgtwin.progress WHERE topic = ?",
                topic))
                .isEqualTo("0 0/0");
        sync.rest().resume(sink);
        sync.awaitEqual();
        NewBeginning.stop(sync.rest(), sink);
    }

    private static JsonNode ofTopic(String topic, String offset) {
        return JSON.readTree("{\"offsets\": [{\"partition\": {\"kafka_topic\": \"" + topic
                + "\", \"kafka_partition\": 0}, \"offset\": {\"kafka_offset\": " + offset + "}}]}");
    }

    private static void sourceTakesOnlyWhatTheSlotCanDeliver(Sync sync) {
        String source = sync.sourceConnector().name();
        JsonNode stored = sync.rest().offsets(source);
        sync.rest().alterOffsets(source, stored);
        assertThat(sync.rest().offsets(source)).isEqualTo(stored);

        refused(sync, "{\"sink\": \"" + sync.name() + "\"}", "{\"step\": \"full\"}")
                .hasMessageContaining("topic.prefix");
        refused(sync, "{\"sync\": \"another\"}", "{\"step\": \"full\"}").hasMessageContaining("topic.prefix");
        refused(sync, partition(sync), "{\"step\": \"full\"}").hasMessageContaining("none of a pgtwin source");
        String offset = offset(stored).toString();
        refused(sync, partition(sync), offset.replaceAll("\"commit_lsn\":\"[^\"]*\"", "\"commit_lsn\":\"0/1\""))
                .hasMessageContaining("SLOT_AHEAD");
        refused(sync, partition(sync), offset.replaceAll("\"system_id\":\"[^\"]*\"", "\"system_id\":\"1\""))
                .hasMessageContaining("OTHER_SERVER");
        assertThat(sync.rest().offsets(source)).isEqualTo(stored);
    }

    private static JsonNode offset(JsonNode offsets) {
        return offsets.path("offsets").valueStream().filter(it -> it.path("partition").has("sync")).findFirst()
                .orElseThrow()
                .path("offset");
    }

    private static String partition(Sync sync) {
        return "{\"sync\": \"" + sync.name() + "\"}";
    }

    private static AbstractThrowableAssert<?, ?> refused(Sync sync, String partition, String offset) {
        return assertThatThrownBy(() -> sync.rest().alterOffsets(sync.sourceConnector().name(),
                JSON.readTree("{\"offsets\": [{\"partition\": " + partition + ", \"offset\": " + offset + "}]}")))
                .isInstanceOf(RestAnswerException.class);
    }

    private static void sourceBeginsAgainOnlyWithoutItsSlot(Sync sync) {
        String source = sync.sourceConnector().name();
        String drop = "SELECT pg_drop_replication_slot('" + sync.slot() + "')";
        assertThatThrownBy(() -> sync.rest().deleteOffsets(source)).hasMessageContaining(drop);
        sync.source().execute(drop);
        sync.rest().deleteOffsets(source);
        // Connect lists its partitions before it reads to the end of its topic, so those that are gone may show once
        // more
        Awaitility.await("nothing is stored").atMost(Sync.LIMIT).until(
                () -> sync.rest().offsets(source).path("offsets").isEmpty());
    }

    private static void sinkForgetsEverything(Sync sync) {
        sync.rest().deleteOffsets(sync.sinkConnector().name());
        for (String table : List.of("progress", "tables", "structure", "sinks", "consistency")) {
            assertThat(sync.target().number("SELECT count(*) FROM pgtwin." + table)).as(table).isZero();
        }
        NewBeginning.of(sync);
        sync.awaitEqual(TABLES, Sync.LIMIT);
    }
}
