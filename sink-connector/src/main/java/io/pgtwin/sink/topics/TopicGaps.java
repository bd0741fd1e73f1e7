package io.pgtwin.sink.topics;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

/** From what Kafka has and what the target needs next to whether records in between are gone. */
final class TopicGaps {
    private static final String HEARTBEATS = ".heartbeat";

    private TopicGaps() {}

    /**
     * @param known the topics that the target has progress of, with their ids as far as they are stored
     * @param next the first offset that is not applied yet
     */
    static Optional<PgTwinException> find(TopicState kafka, Map<String, Optional<String>> known,
            Map<TopicPartition, Long> next) {
        for (Map.Entry<String, Optional<String>> topic : new TreeMap<>(known).entrySet()) {
            Optional<String> id = Optional.ofNullable(kafka.ids().get(topic.getKey()));
            if (id.isEmpty()) {
                return gap(FailureKind.TOPIC_MISSING, "Topic " + topic.getKey() + " does not exist, but the target has"
                        + " progress of it");
            }
            if (topic.getValue().isPresent() && !topic.getValue().equals(id)) {
                return gap(FailureKind.TOPIC_REPLACED, "Topic " + topic.getKey() + " was deleted and made again: its"
                        + " id is " + id.get() + ", the target's progress is of " + topic.getValue().get());
            }
        }
        return next.entrySet().stream().flatMap(entry -> find(kafka, entry.getKey(), entry.getValue()).stream())
                .findFirst();
    }

    private static Optional<PgTwinException> find(TopicState kafka, TopicPartition partition, long next) {
        Optional<Long> earliest = Optional.ofNullable(kafka.earliest().get(partition)).filter(first -> first > next);
        Optional<Long> latest = Optional.ofNullable(kafka.latest().get(partition)).filter(end -> end < next);
        if (earliest.isPresent() && !isOfHeartbeats(partition.topic(), kafka)) {
            return gap(FailureKind.TOPIC_TRUNCATED, "Partition " + partition + " begins at offset " + earliest.get()
                    + ", but the target has only what is before " + next);
        }
        return latest.flatMap(end -> gap(FailureKind.TOPIC_TRUNCATED, "Partition " + partition
                + " ends at offset " + end
                + ", but the target has everything before " + next + " already"));
    }

    /** Nobody misses an old heartbeat. A table's topic has one part more than its sync's. */
    private static boolean isOfHeartbeats(String topic, TopicState kafka) {
        return topic.endsWith(HEARTBEATS)
                && kafka.ids().containsKey(topic.substring(0, topic.length() - HEARTBEATS.length()));
    }

    private static Optional<PgTwinException> gap(FailureKind kind, String what) {
        return Optional.of(new PgTwinException(kind, what));
    }
}
