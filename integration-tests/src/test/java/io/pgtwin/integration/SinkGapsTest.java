package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.NewBeginning;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;

import tools.jackson.databind.json.JsonMapper;

/** When Kafka has lost records that the target lacks, the sink fails, says so, and what it says to do helps. */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SinkGapsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TABLE = "public.items";
    private static final JsonMapper JSON = new JsonMapper();
    /** For so long one that began before the pause may still bring records. */
    private static final Duration A_FETCH = Duration.ofSeconds(1);

    private Sync sync;

    /** What happens to the topic of a table. */
    private enum Harm {
        DELETED(State.STOPPED, "TOPIC_MISSING", "does not exist") {
            @Override
            void strike(Admin kafka, String topic) throws ExecutionException, InterruptedException {
                delete(kafka, topic);
            }
        },
        DELETED_WHILE_RUNNING(State.RUNNING, "TOPIC_MISSING", "does not exist") {
            @Override
            void strike(Admin kafka, String topic) throws ExecutionException, InterruptedException {
                delete(kafka, topic);
            }
        },
        MADE_AGAIN(State.STOPPED, "TOPIC_REPLACED", "was deleted and made again") {
            @Override
            void strike(Admin kafka, String topic) throws ExecutionException, InterruptedException {
                makeAgain(kafka, topic);
            }
        },
        MADE_AGAIN_WHILE_RUNNING(State.RUNNING, "TOPIC_REPLACED", "") {
            @Override
            void strike(Admin kafka, String topic) throws ExecutionException, InterruptedException {
                makeAgain(kafka, topic);
            }
        },
        TRUNCATED(State.STOPPED, "TOPIC_TRUNCATED", "begins at offset") {
            @Override
            void strike(Admin kafka, String topic) throws ExecutionException, InterruptedException {
                truncate(kafka, topic);
            }
        },
        TRUNCATED_WHILE_PAUSED(State.PAUSED, "TOPIC_TRUNCATED", "begins at offset") {
            @Override
            void strike(Admin kafka, String topic) throws ExecutionException, InterruptedException {
                truncate(kafka, topic);
            }
        };

        /** What the sink is in meanwhile. */
        private enum State { RUNNING, PAUSED, STOPPED }

        private final State state;
        private final List<String> told;

        Harm(State state, String... told) {
            this.state = state;
            this.told = List.of(told);
        }

        abstract void strike(Admin kafka, String topic) throws ExecutionException, InterruptedException;
    }

    @BeforeAll
    void start() {
        sync = Sync.on(Servers.shared()).withSink("tasks.max", "1")
                // for so long Connect tries to commit the offsets of a topic that is gone, before it lets the task work
                .withSink("consumer.override.default.api.timeout.ms", "3000");
        sync.source().execute("CREATE TABLE items (id int PRIMARY KEY, note text);"
                + " INSERT INTO items SELECT i, 'copied' FROM generate_series(1, 100) i");
        sync.start().awaitEqual();
    }

    @AfterAll
    void end() {
        sync.close();
    }

    @ParameterizedTest
    @EnumSource
    void lostRecordsAreAFailureUntilTheSyncBeginsAgain(Harm harm) throws ExecutionException, InterruptedException {
        change("before " + harm);
        sync.awaitEqual();
        String sink = sync.sinkConnector().name();
        if (harm.state == Harm.State.STOPPED) {
            NewBeginning.stop(sync.rest(), sink);
        } else if (harm.state == Harm.State.PAUSED) {
            sync.rest().pause(sink);
            sync.rest().awaitState(sink, "PAUSED", LIMIT);
            LockSupport.parkNanos(A_FETCH.toNanos());
        }
        try (Admin kafka = sync.servers().broker().admin()) {
            TopicPartition partition = new TopicPartition(sync.topic(TABLE), 0);
            long before = end(kafka, partition);
            change("lost of " + harm);
            Awaitility.await("the change is in Kafka").atMost(LIMIT).until(() -> end(kafka, partition) > before);
            harm.strike(kafka, sync.topic(TABLE));
        }
        sync.rest().resume(sink);
        assertThat(sync.rest().awaitFailed(sink, LIMIT)).contains(harm.told).contains("README", sync.topic(TABLE));

        NewBeginning.of(sync);
        sync.awaitEqual();
    }

    /** What the README says under "copy tables again". */
    @Test
    void tableWhoseTopicWasTruncatedCanBeCopiedAgainByItself() throws ExecutionException, InterruptedException {
        change("before");
        sync.awaitEqual();
        String sink = sync.sinkConnector().name();
        String source = sync.sourceConnector().name();
        String topic = sync.topic(TABLE);
        NewBeginning.stop(sync.rest(), sink);
        try (Admin kafka = sync.servers().broker().admin()) {
            TopicPartition partition = new TopicPartition(topic, 0);
            long before = end(kafka, partition);
            change("lost with the topic's records");
            Awaitility.await("the change is in Kafka").atMost(LIMIT).until(() -> end(kafka, partition) > before);
            truncate(kafka, topic);
            sync.rest().resume(sink);
            assertThat(sync.rest().awaitFailed(sink, LIMIT)).contains("TOPIC_TRUNCATED", topic, "table.resync.list");

            NewBeginning.stop(sync.rest(), sink);
            NewBeginning.stop(sync.rest(), source);
            delete(kafka, topic);
            sync.withSource("table.resync.list", "public\\.items").withSource("table.resync.id", UUID.randomUUID().toString());
            sync.rest().put(source, sync.sourceConnector().options());
            sync.rest().resume(source);
            Awaitility.await("the topic is there again").atMost(LIMIT)
                    .until(() -> sync.servers().broker().topics().contains(topic));
            sync.rest().alterOffsets(sink, JSON.readTree("{\"offsets\": [{\"partition\": {\"kafka_topic\": \"" + topic
                    + "\", \"kafka_partition\": 0}, \"offset\": {\"kafka_offset\": 0}}]}"));
            sync.rest().resume(sink);
        }
        change("after");
        sync.awaitEqual();
        sync.withSource("table.resync.list", "");
        sync.rest().put(source, sync.sourceConnector().options());
    }

    private void change(String note) {
        sync.source().update("INSERT INTO items SELECT max(id) + 1, ? FROM items", note);
    }

    private static long end(Admin kafka, TopicPartition partition) throws ExecutionException, InterruptedException {
        return kafka.listOffsets(Map.of(partition, OffsetSpec.latest())).all().get().get(partition).offset();
    }

    private static void delete(Admin kafka, String topic) throws ExecutionException, InterruptedException {
        kafka.deleteTopics(List.of(topic)).all().get();
    }

    private static void makeAgain(Admin kafka, String topic) throws ExecutionException, InterruptedException {
        delete(kafka, topic);
        Awaitility.await("made again").atMost(LIMIT).ignoreExceptions().until(() -> {
            kafka.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            return true;
        });
    }

    private static void truncate(Admin kafka, String topic) throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(topic, 0);
        kafka.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end(kafka, partition)))).all().get();
    }
}
