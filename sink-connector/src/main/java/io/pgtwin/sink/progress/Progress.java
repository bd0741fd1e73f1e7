package io.pgtwin.sink.progress;

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
}
