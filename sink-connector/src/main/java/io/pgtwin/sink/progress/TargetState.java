package io.pgtwin.sink.progress;

import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;

/**
 * How far the target has come.
 *
 * @param progress of every partition that was asked for
 * @param consistent where the target's tables are the source as it was; empty where they are not, or nobody asks
 */
public record TargetState(Map<TopicPartition, Progress> progress, Optional<Lsn> consistent) {
    /**
     * The target may have less than was handed to the writer, but more can only come from somebody else.
     *
     * @param reached what a task came to
     * @throws PgTwinException PROGRESS_MOVED if the target is further in a partition
     */
    public void requireNotPast(Map<TopicPartition, Progress> reached) {
        reached.forEach((partition, mine) -> {
            Progress found = progress.getOrDefault(partition, mine);
            if (found.nextOffset() > mine.nextOffset()) {
                throw new PgTwinException(FailureKind.PROGRESS_MOVED, "The target's progress of " + partition
                        + " is offset " + found.nextOffset() + ", this task came to " + mine.nextOffset());
            }
        });
    }
}
