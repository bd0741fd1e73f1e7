package io.pgtwin.sink;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.progress.Progress;

/** The next offset of each partition, as far as the target has committed. For the task thread. */
final class CommittedOffsets {
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    /** What is applied in a transaction that is still open. */
    private final Map<TopicPartition, Long> open = new HashMap<>();

    void applied(Batch batch) {
        batch.advances().forEach(advance -> open.put(advance.partition(), advance.nextOffset()));
        if (!batch.isOpen()) {
            committed.putAll(open);
            open.clear();
        }
    }

    /** What the target has, as it says itself. */
    void are(Map<TopicPartition, Progress> progress) {
        progress.forEach((partition, at) -> committed.put(partition, at.nextOffset()));
    }

    /** The open transaction is rolled back. */
    void rollBack() {
        open.clear();
    }

    void forget(Collection<TopicPartition> partitions) {
        committed.keySet().removeAll(partitions);
        open.keySet().removeAll(partitions);
    }

    Map<TopicPartition, Long> all() {
        return Map.copyOf(committed);
    }
}
