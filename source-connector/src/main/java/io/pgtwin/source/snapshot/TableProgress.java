package io.pgtwin.source.snapshot;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.pgtwin.common.model.TableId;

/** Counts rows and unfinished slices of each table. Safe for use by all readers. */
final class TableProgress {
    private final Map<TableId, Counts> tables = new HashMap<>();

    private static final class Counts {
        private long rows;
        private int slicesLeft;
    }

    TableProgress(CopyPlan plan) {
        plan.tables().forEach(table -> tables.put(table.id(), new Counts()));
        tables.forEach((table, counts) -> counts.rows = plan.rowsOf(table));
        plan.unread().forEach(slice -> tables.get(slice.table().id()).slicesLeft++);
    }

    /** The rows of those tables that have nothing left to read. */
    synchronized Map<TableId, Long> complete() {
        return tables.entrySet().stream().filter(table -> table.getValue().slicesLeft == 0)
                .collect(Collectors.toMap(Map.Entry::getKey, table -> table.getValue().rows));
    }

    /** @return the table's rows if this was its last slice */
    synchronized Optional<Long> sliceDone(Slice slice, long rows) {
        Counts counts = tables.get(slice.table().id());
        counts.rows += rows;
        counts.slicesLeft--;
        return counts.slicesLeft == 0 ? Optional.of(counts.rows) : Optional.empty();
    }
}
