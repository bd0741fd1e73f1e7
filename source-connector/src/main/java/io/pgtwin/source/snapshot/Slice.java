package io.pgtwin.source.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.source.catalog.SourceTable;

/**
 * A part of a table that one reader copies: a range of its blocks, or the whole table. The last range is open, so that the
 * slices hold every row whatever the size was when they were planned.
 *
 * @param firstBlock inclusive
 * @param endBlock exclusive; {@link #OPEN} for the last slice
 */
record Slice(SourceTable table, long firstBlock, long endBlock) {
    private static final long OPEN = Long.MAX_VALUE;
    /** 32 MB of the usual 8 kB blocks: long enough to read at full speed, short enough to share the work. */
    private static final long BLOCKS_PER_SLICE = 4_096;
    /** From here on a range of ctids is read without looking at the rest of the table. */
    private static final int VERSION_WITH_TID_RANGE_SCAN = 140_000;

    /** The slices of all tables in the order to read them: the largest table first. */
    static List<Slice> plan(List<SourceTable> tables, int serverVersion) {
        List<SourceTable> largestFirst = new ArrayList<>(tables);
        largestFirst.sort((a, b) -> Long.compare(b.blocks(), a.blocks()));
        return largestFirst.stream().flatMap(table -> ofTable(table, serverVersion).stream()).toList();
    }

    private static List<Slice> ofTable(SourceTable table, int serverVersion) {
        if (serverVersion < VERSION_WITH_TID_RANGE_SCAN || table.blocks() <= BLOCKS_PER_SLICE) {
            return List.of(new Slice(table, 0, OPEN));
        }
        List<Slice> slices = new ArrayList<>();
        for (long first = 0; first < table.blocks(); first += BLOCKS_PER_SLICE) {
            boolean last = first + BLOCKS_PER_SLICE >= table.blocks();
            slices.add(new Slice(table, first, last ? OPEN : first + BLOCKS_PER_SLICE));
        }
        return slices;
    }

    /** The {@code COPY} that reads the slice, as text. */
    String copySql() {
        String columns = table.definition().columns().stream().map(ColumnDefinition::name).map(Sql::identifier)
                .collect(Collectors.joining(", "));
        if (firstBlock == 0 && endBlock == OPEN) {
            return "COPY " + Sql.table(table.id()) + " (" + columns + ") TO STDOUT";
        }
        String end = endBlock == OPEN ? "" : " AND ctid < '(" + endBlock + ",0)'::pg_catalog.tid";
        return "COPY (SELECT " + columns + " FROM ONLY " + Sql.table(table.id()) + " WHERE ctid >= '(" + firstBlock
                + ",0)'::pg_catalog.tid" + end + ") TO STDOUT";
    }
}
