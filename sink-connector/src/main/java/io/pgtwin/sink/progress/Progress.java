package io.pgtwin.sink.progress;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Position;

/**
 * How far the target has come in one partition.
 *
 * @param stored whether the target has a row for the partition; the first batch makes it
 * @param nextOffset the first offset that is not applied yet
 * @param position of the last applied event
 * @param generation of the task that took the partition over; grows with each that does
 */
public record Progress(boolean stored, long nextOffset, Position position, long generation) {
    /** Of a partition that the target knows nothing of: it is applied from its beginning. */
    public static final Progress NONE = new Progress(false, 0, Position.START, 0);

    /**
     * The consumer was told where to go on; it goes back by itself only if it finds that offset beyond the topic's end.
     *
     * @throws PgTwinException TOPIC_REPLACED if the target has a record already that Kafka delivers
     */
    public void requireNotPast(TopicPartition partition, long offset) {
        if (offset < nextOffset) {
            throw new PgTwinException(FailureKind.TOPIC_REPLACED, "Kafka delivers offset " + offset + " of partition "
                    + partition + ", but the target has everything before " + nextOffset + " already");
        }
    }
}
