package io.pgtwin.sink.gathering;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.progress.TargetState;

/**
 * Collects records into batches, and knows what the target will have when all that were taken are applied. For the task
 * thread.
 */
public interface Gatherer {
    /** Forgets what was gathered and starts from what the target has. */
    void restart(TargetState target);

    /** Forgets what was gathered; what was taken stays taken. */
    void clear();

    void forget(Set<TopicPartition> partitions);

    /** Whether further partitions may be taken over while these are being read. */
    boolean mayBeJoined();

    /**
     * Takes records of further partitions.
     *
     * @param progress what the target has of them
     * @return false if that is not possible: everything has to be read again from what the target has then
     */
    boolean join(Map<TopicPartition, Progress> progress);

    /** Drops what was gathered of partitions, and everything that comes of them until they go on. */
    void hold(Set<TopicPartition> partitions);

    /** Takes records of partitions again, from what the target has. */
    void goOn(Map<TopicPartition, Progress> progress);

    /** How far the target will have come when every batch that was taken is applied. */
    Map<TopicPartition, Progress> reached();

    /** From which offset on a partition is to be read. @param progress what the target has of it */
    default long startOf(TopicPartition partition, Progress progress) {
        return progress.nextOffset();
    }

    /** @throws io.pgtwin.common.failure.PgTwinException if the record cannot be read or must not come */
    void add(SinkRecord record);

    /** Whether there is nothing to take. */
    boolean isEmpty();

    /** Whether a batch should be taken before more is added. */
    boolean isFull();

    /** How long the batch has been waiting. */
    long ageMillis();

    /** The batch, which is the caller's from now on. */
    Batch take();

    /** How many whole transactions have come, or are told of, and wait to be taken; 0 where nobody tells. */
    default long transactions() {
        return 0;
    }

    /** Those of the partitions of which nothing more should come for now. */
    Set<TopicPartition> ahead(Set<TopicPartition> assigned);

    /**
     * Whether a batch may be taken that has all that was gathered: then partitions can be given away without a loss.
     */
    boolean isDivisible();

    /** Every batch that was taken is applied, and no partition is held back. */
    default void allApplied() {
    }

    /** @throws io.pgtwin.common.failure.PgTwinException if something has been waited for longer than {@code limit} */
    default void checkPatience(Duration limit) {
    }

    /** Whether everything has to be read again from what the target has. */
    default boolean mustStartOver() {
        return false;
    }
}
