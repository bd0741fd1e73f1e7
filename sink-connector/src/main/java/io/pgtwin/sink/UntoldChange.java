package io.pgtwin.sink;

import java.util.HashSet;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * How a task's partitions differ from those that it was told of. A consumer that is woken up while it tells of new
 * ones, because the connector is paused in that moment, does not tell of them again if its protocol is the cooperative
 * one.
 *
 * @param come what records come of all the same
 * @param gone what may be another task's by now
 */
record UntoldChange(Set<TopicPartition> come, Set<TopicPartition> gone) {
    private static final UntoldChange NONE = new UntoldChange(Set.of(), Set.of());

    static UntoldChange between(Set<TopicPartition> told, Set<TopicPartition> actual) {
        return told.equals(actual) ? NONE : new UntoldChange(difference(actual, told), difference(told, actual));
    }

    private static Set<TopicPartition> difference(Set<TopicPartition> all, Set<TopicPartition> without) {
        Set<TopicPartition> difference = new HashSet<>(all);
        difference.removeAll(without);
        return difference;
    }

    boolean isNone() {
        return this == NONE;
    }
}
