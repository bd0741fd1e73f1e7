package io.pgtwin.sink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.sink.progress.Progress;

/**
 * Partitions that come to those which are being read, until the writer has taken them over. The others go on meanwhile.
 * For the task thread.
 */
final class Joining {
    private final TargetWriter writer;
    private final Deque<Join> joins = new ArrayDeque<>();

    /** @param taken empty if the writer cannot take partitions over beside others */
    private record Join(Set<TopicPartition> partitions,
            CompletableFuture<Optional<Map<TopicPartition, Progress>>> taken) {
    }

    Joining(TargetWriter writer) {
        this.writer = writer;
    }

    void begin(Collection<TopicPartition> partitions) {
        Set<TopicPartition> newcomers = new HashSet<>(partitions);
        joins.add(new Join(newcomers, writer.join(newcomers)));
    }

    boolean isUnderWay() {
        return !joins.isEmpty();
    }

    /** Those of which nothing should come yet. */
    Set<TopicPartition> partitions() {
        Set<TopicPartition> all = new HashSet<>();
        joins.forEach(join -> all.addAll(join.partitions()));
        return all;
    }

    /** They are another task's now. */
    void forget(Collection<TopicPartition> partitions) {
        joins.forEach(join -> join.partitions().removeAll(partitions));
    }

    /** All partitions are about to be taken over anew. */
    void clear() {
        joins.clear();
    }

    /** @return whether the writer has answered for those that came first */
    boolean await(Duration patience) {
        return PendingBatches.await(joins.element().taken(), patience);
    }

    /**
     * Where those that came first go on, after the writer has answered.
     *
     * @return empty if all partitions have to be taken over anew
     * @throws io.pgtwin.common.failure.PgTwinException if the target cannot be used
     */
    Optional<Map<TopicPartition, Progress>> take() {
        Join first = joins.remove();
        return PendingBatches.join(first.taken()).map(progress -> {
            Map<TopicPartition, Progress> still = new HashMap<>(progress);
            still.keySet().retainAll(first.partitions());
            return still;
        });
    }
}
