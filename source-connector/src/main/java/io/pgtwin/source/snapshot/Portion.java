package io.pgtwin.source.snapshot;

import io.pgtwin.common.model.CopyFormat;
import io.pgtwin.source.offset.StoredPart;
import io.pgtwin.source.queue.Produced;

/** Copied rows of one table on their way into the queue; collected by one reader. */
interface Portion {
    /** In which its rows are. */
    CopyFormat format();

    /** Whether the portion stays within its limits with that row. */
    boolean hasRoomFor(byte[] row);

    /** @param row one row in the format, as a whole; not to be changed afterwards */
    void add(byte[] row);

    boolean isEmpty();

    /**
     * What was added since the last call.
     *
     * @param offset of all rows but the last
     * @param atEnd of the last row
     */
    Produced take(StoredPart offset, StoredPart atEnd);
}
