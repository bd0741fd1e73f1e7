package io.pgtwin.source.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.catalog.TablePart;

/**
 * What one reader copies at a time: a range of blocks of a table or of one of its partitions, or all of it. The last range is
 * open, so that the slices hold every row whatever the size was when they were planned.
 *
 * @param part what is read, which may be a partition with other columns or in another order
 * @param firstBlock inclusive
 * @param endBlock exclusive; {@link #OPEN} for the last slice
 */
record Slice(SourceTable table, TablePart part, long firstBlock, long endBlock) {
    private static final long OPEN = Long.MAX_VALUE;
    /** 32 MB of the usual 8 kB blocks: long enough to read at full speed, short enough to share the work. */
    private static final long BLOCKS_PER_SLICE = 4_096;
    /** From here on a range of ctids is read without looking at the rest of the table. */
    private static final int VERSION_WITH_TID_RANGE_SCAN = 140_000;

    /** The slices of all tables in the order to read them: the largest part first. A table without parts has none. */
    static List<Slice> plan(List<SourceTable> tables, int serverVersion) {
        List<Slice> wholes = new ArrayList<>();
        tables.forEach(table -> table.parts().forEach(part -> wholes.add(new Slice(table, part, 0, OPEN))));
        wholes.sort((a, b) -> Long.compare(b.part().blocks(), a.part().blocks()));
        return wholes.stream().flatMap(whole -> whole.divided(serverVersion).stream()).toList();
    }

    private List<Slice> divided(int serverVersion) {
        if (serverVersion < VERSION_WITH_TID_RANGE_SCAN || part.blocks() <= BLOCKS_PER_SLICE) {
            return List.of(this);
        }
        List<Slice> slices = new ArrayList<>();
        for (long first = 0; first < part.blocks(); first += BLOCKS_PER_SLICE) {
            boolean last = first + BLOCKS_PER_SLICE >= part.blocks();
            slices.add(new Slice(table, part, first, last ? OPEN : first + BLOCKS_PER_SLICE));
        }
        return slices;
    }

    /** The {@code COPY} that reads the slice, as text. */
    String copySql() {
        String columns = table.definition().columns().stream().map(ColumnDefinition::name).map(Sql::identifier)
                .collect(Collectors.joining(", "));
        if (firstBlock == 0 && endBlock == OPEN) {
            return "COPY " + Sql.table(part.id()) + (columns.isEmpty() ? "" : " (" + columns + ")") + " TO STDOUT";
        }
        String end = endBlock == OPEN ? "" : " AND ctid < '(" + endBlock + ",0)'::pg_catalog.tid";
        return "COPY (SELECT " + columns + " FROM ONLY " + Sql.table(part.id()) + " WHERE ctid >= '(" + firstBlock
                + ",0)'::pg_catalog.tid" + end + ") TO STDOUT";
    }
}
