package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.NewBeginning;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;

/** When Kafka has lost records that the target lacks, the sink fails, says so, and what it says to do helps. */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SinkGapsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TABLE = "public.items";
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
