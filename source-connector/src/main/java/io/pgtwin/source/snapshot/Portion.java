package io.pgtwin.source.snapshot;

import io.pgtwin.source.offset.StoredPart;
import io.pgtwin.source.queue.Produced;

/** Copied rows of one table on their way into the queue; collected by one reader. */
interface Portion {
    /** Whether the portion stays within its limits with that line. */
    boolean hasRoomFor(byte[] line);

    /** @param line one row in {@code COPY}'s text format with its line end; not to be changed afterwards */
    void add(byte[] line);

    boolean isEmpty();

    /**
     * What was added since the last call.
     *
     * @param offset of all rows but the last
     * @param atEnd of the last row
     */
    Produced take(StoredPart offset, StoredPart atEnd);
}
