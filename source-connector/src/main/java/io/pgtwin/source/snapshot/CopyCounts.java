package io.pgtwin.source.snapshot;

import java.util.concurrent.atomic.AtomicLong;

/** Counts slices of the full copy as it goes on. Written by the readers, read by any thread. */
public final class CopyCounts {
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong reread = new AtomicLong();

    /** An attempt begins. */
    void begin(CopyPlan plan) {
        total.set(plan.slices().size());
        done.set(plan.kept());
        kept.set(plan.kept());
        reread.addAndGet(plan.reread());
    }

    void sliceDone() {
        done.incrementAndGet();
    }

    /** All slices of the tables. */
    public long total() {
        return total.get();
    }

    /** Those that need not be read any more, whichever attempt has read them. */
    public long done() {
        return done.get();
    }

    /** Those that an earlier attempt had finished when this one began. */
    public long kept() {
        return kept.get();
    }

    /** Those that an attempt read although an earlier one had begun them. */
    public long reread() {
        return reread.get();
    }
}
