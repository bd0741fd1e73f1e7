package io.pgtwin.testbed.handover;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import io.pgtwin.testbed.process.TestbedException;

/**
 * Which of the sync's topics hold records that the target has not applied. Where a topic ends says too little: the last
 * offsets may be marks of Kafka's transactions. Topics have one partition each. For one thread.
 */
final class UnreadRecords implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Map<String, Object> SETTINGS = Map.of("isolation.level", "read_committed", "auto.offset.reset",
            "earliest", "enable.auto.commit", "false", "default.api.timeout.ms", 20_000, "max.poll.records", 1,
            "allow.auto.create.topics", "false");

    private final Consumer<byte[], byte[]> consumer;

    /** @param connection how Kafka is reached: {@code bootstrap.servers} and what else a client needs */
    UnreadRecords(Map<String, String> connection) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.putAll(SETTINGS);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Where topics end; those that do not exist are left out. */
    Map<String, Long> ends(Collection<String> topics) {
        Set<String> existing = consumer.listTopics().keySet();
        List<TopicPartition> partitions = topics.stream().filter(existing::contains)
                .map(topic -> new TopicPartition(topic, 0)).toList();
        return consumer.endOffsets(partitions).entrySet().stream()
                .collect(Collectors.toMap(end -> end.getKey().topic(), Map.Entry::getValue));
    }

    /**
     * The topics that hold records from the next offset on.
     *
     * @param next the target's next offsets by topic; none is the beginning
     * @throws TestbedException if Kafka does not deliver any
     */
    Set<String> beyond(Map<String, Long> next, Map<String, Long> ends) {
        Map<TopicPartition, Long> open = ends.entrySet().stream()
                .filter(end -> next.getOrDefault(end.getKey(), 0L) < end.getValue())
                .collect(Collectors.toMap(end -> new TopicPartition(end.getKey(), 0), Map.Entry::getValue));
        consumer.assign(open.keySet());
        consumer.resume(open.keySet()); // those of the last time are still paused
        open.keySet().forEach(partition -> consumer.seek(partition, next.getOrDefault(partition.topic(), 0L)));
        Set<String> unread = new TreeSet<>();
        long start = System.nanoTime();
        while (!open.isEmpty()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new TestbedException("Kafka has not delivered records of " + open.keySet() + " for "
                        + LIMIT.toSeconds() + " s");
            }
            consumer.poll(POLL).partitions().forEach(partition -> {
                unread.add(partition.topic());
                open.remove(partition);
                consumer.pause(List.of(partition));
            });
            open.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        }
        return unread;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
