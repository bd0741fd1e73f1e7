package io.pgtwin.source.queue;

import java.util.concurrent.atomic.AtomicLong;

/** What was produced of one table since the task started. Written by whoever reads the table, read by any thread. */
public final class TableCounts {
    private final AtomicLong rowsEstimated = new AtomicLong();
    private final AtomicLong rowsCopied = new AtomicLong();
    private final AtomicLong slicesDone = new AtomicLong();
    private final AtomicLong slicesReread = new AtomicLong();
    private final AtomicLong events = new AtomicLong();

    /**
     * An attempt to copy the table begins.
     *
     * @param slicesKept those that an earlier attempt has finished
     * @param slicesBegun those that this one reads although an earlier one had begun them
     */
    public void copyBegins(long rows, long slicesKept, long slicesBegun) {
        rowsEstimated.set(rows);
        slicesDone.set(slicesKept);
        slicesReread.addAndGet(slicesBegun);
    }

    public void sliceDone() {
        slicesDone.incrementAndGet();
    }

    void addCopied(long rows) {
        rowsCopied.addAndGet(rows);
    }

    void addEvents(long changes) {
        events.addAndGet(changes);
    }

    /** How many rows its copy is thought to have. */
    public long rowsEstimated() {
        return rowsEstimated.get();
    }

    /** Rows that were read, again after an interruption, too. */
    public long rowsCopied() {
        return rowsCopied.get();
    }

    /** Slices that need not be read any more, whichever attempt has read them. */
    public long slicesDone() {
        return slicesDone.get();
    }

    /** Slices that an attempt read although an earlier one had begun them. */
    public long slicesReread() {
        return slicesReread.get();
    }

    public long events() {
        return events.get();
    }
}
