package io.pgtwin.sink;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Of which partitions the consumer brings nothing for now: those that are held back, because the target cannot take
 * their rows yet, and those of which enough has come. It goes on polling meanwhile, and stays in its group. For the
 * task thread.
 */
final class Pauses {
    private final SinkTaskContext context;
    private final Set<TopicPartition> held = new HashSet<>();
    private final Set<TopicPartition> ahead = new HashSet<>();

    Pauses(SinkTaskContext context) {
        this.context = context;
    }

    /** Those that the target cannot take rows of yet. */
    Set<TopicPartition> held() {
        return Set.copyOf(held);
    }

    boolean holdAny() {
        return !held.isEmpty();
    }

    void hold(Set<TopicPartition> partitions) {
        held.addAll(partitions);
        context.pause(array(partitions));
    }

    /** They are held back no more. */
    void release(Set<TopicPartition> partitions) {
        held.removeAll(partitions);
        Set<TopicPartition> resumed = new HashSet<>(partitions);
        resumed.removeAll(ahead);
        context.resume(array(resumed));
    }

    /** Lets nothing more come of these partitions, and of all others again that are not held back. */
    void pauseOnly(Set<TopicPartition> enough) {
        Set<TopicPartition> more = new HashSet<>(enough);
        more.removeAll(ahead);
        Set<TopicPartition> less = new HashSet<>(ahead);
        less.removeAll(enough);
        less.removeAll(held);
        if (!more.isEmpty()) {
            context.pause(array(more));
        }
        if (!less.isEmpty()) {
            context.resume(array(less));
        }
        ahead.clear();
        ahead.addAll(enough);
    }

    /** They are another task's now. */
    void forget(Collection<TopicPartition> partitions) {
        held.removeAll(partitions);
        ahead.removeAll(partitions);
    }

    /**
     * Lets everything come, also what was paused before it was assigned again: Connect keeps pauses through a
     * rebalance.
     */
    void resumeAll(Set<TopicPartition> assigned) {
        held.clear();
        ahead.clear();
        context.resume(array(assigned));
    }

    private static TopicPartition[] array(Set<TopicPartition> partitions) {
        return partitions.toArray(TopicPartition[]::new);
    }
}
