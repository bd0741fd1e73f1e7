package io.pgtwin.source.snapshot;

import java.util.concurrent.atomic.AtomicLong;

import io.pgtwin.common.model.TableId;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.queue.SourceCounts;

/** Counts slices of the full copy as it goes on. Written by the readers, read by any thread. */
public final class CopyCounts {
    private final SourceCounts counts;
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong finished = new AtomicLong();

    public CopyCounts(SourceCounts counts) {
        this.counts = counts;
    }

    /** An attempt begins. */
    void begin(CopyPlan plan) {
        total.set(plan.slices().size());
        kept.set(plan.kept());
        for (SourceTable table : plan.tables()) {
            counts.of(table.id()).copyBegins(table.estimatedRows(), plan.keptOf(table.id()), plan.rereadOf(table.id()));
        }
    }

    void sliceDone(TableId table) {
        counts.of(table).sliceDone();
        finished.incrementAndGet();
    }

    /** Slices that were read to their end, in all attempts together. */
    public long finished() {
        return finished.get();
    }

    /** All slices of the tables. */
    public long total() {
        return total.get();
    }

    /** Those that an earlier attempt had finished when this one began. */
    public long kept() {
        return kept.get();
    }
}
