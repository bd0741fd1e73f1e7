package io.pgtwin.integration.sync;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** How a topic of one partition can lose all of its records. */
public enum TopicDamage {
    DELETED("TOPIC_MISSING") {
        @Override
        public void strike(Admin kafka, String topic) {
            get(kafka.deleteTopics(List.of(topic)).all());
        }
    },
    MADE_AGAIN("TOPIC_REPLACED") {
        @Override
        public void strike(Admin kafka, String topic) {
            DELETED.strike(kafka, topic);
            Awaitility.await("made again").atMost(LIMIT).ignoreExceptions().until(() -> {
                get(kafka.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all());
                return true;
            });
        }
    },
    /** As retention does. */
    TRUNCATED("TOPIC_TRUNCATED") {
        @Override
        public void strike(Admin kafka, String topic) {
            RecordsToDelete all = RecordsToDelete.beforeOffset(end(kafka, topic));
            get(kafka.deleteRecords(Map.of(new TopicPartition(topic, 0), all)).all());
        }
    };

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String failure;

    TopicDamage(String failure) {
        this.failure = failure;
    }

    /** Of which kind the sink's failure is. */
    public String failure() {
        return failure;
    }

    public abstract void strike(Admin kafka, String topic);

    /** The offset of the next record. */
    public static long end(Admin kafka, String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        return get(kafka.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition)).offset();
    }

    /** Returns when a change has brought a record. */
    public static void awaitMore(Admin kafka, String topic, Runnable change) {
        long before = end(kafka, topic);
        change.run();
        Awaitility.await("the change is in topic " + topic).atMost(LIMIT).until(() -> end(kafka, topic) > before);
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refuses: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Kafka was asked", e);
        }
    }
}
