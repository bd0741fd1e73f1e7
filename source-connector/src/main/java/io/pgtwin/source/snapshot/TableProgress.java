package io.pgtwin.source.snapshot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.pgtwin.common.model.TableId;

/** Counts rows and unfinished slices of each table. Safe for use by all readers. */
final class TableProgress {
    private final Map<TableId, Counts> tables = new HashMap<>();

    private static final class Counts {
        private long rows;
        private int slicesLeft;
    }

    TableProgress(List<Slice> slices) {
        slices.forEach(slice -> tables.computeIfAbsent(slice.table().id(), id -> new Counts()).slicesLeft++);
    }

    /** @return the table's rows if this was its last slice */
    synchronized Optional<Long> sliceDone(Slice slice, long rows) {
        Counts counts = tables.get(slice.table().id());
        counts.rows += rows;
        counts.slicesLeft--;
        return counts.slicesLeft == 0 ? Optional.of(counts.rows) : Optional.empty();
    }
}
