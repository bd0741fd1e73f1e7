package io.pgtwin.source.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;

import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.CopyFormat;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.CopyBinary;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.catalog.TablePart;

/**
 * What one reader copies at a time: a range of blocks of a table or of one of its partitions, or all of it. The last
 * range is open, so that the slices hold every row whatever the size was when they were planned.
 *
 * @param part what is read, which may be a partition with other columns or in another order
 * @param firstBlock inclusive
 * @param endBlock exclusive; {@link #OPEN} for the last slice
 */
record Slice(SourceTable table, TablePart part, long firstBlock, long endBlock) {
    private static final long OPEN = Long.MAX_VALUE;
    /** From here on a range of ctids is read without looking at the rest of the table. */
    private static final int VERSION_WITH_TID_RANGE_SCAN = 140_000;

    /**
     * The slices of all tables in the order to read them: the largest part first. A table without parts has none.
     *
     * @param blocksPerSlice at most, where a slice is a range of blocks
     */
    static List<Slice> plan(List<SourceTable> tables, int serverVersion, long blocksPerSlice) {
        List<Slice> wholes = new ArrayList<>();
        tables.forEach(table -> table.parts().forEach(part -> wholes.add(new Slice(table, part, 0, OPEN))));
        wholes.sort((a, b) -> Long.compare(b.part().blocks(), a.part().blocks()));
        return wholes.stream().flatMap(whole -> whole.divided(serverVersion, blocksPerSlice).stream()).toList();
    }

    private List<Slice> divided(int serverVersion, long blocksPerSlice) {
        if (serverVersion < VERSION_WITH_TID_RANGE_SCAN || part.blocks() <= blocksPerSlice) {
            return List.of(this);
        }
        List<Slice> slices = new ArrayList<>();
        for (long first = 0; first < part.blocks(); first += blocksPerSlice) {
            boolean last = first + blocksPerSlice >= part.blocks();
            slices.add(new Slice(table, part, first, last ? OPEN : first + blocksPerSlice));
        }
        return slices;
    }

    /** Tells a slice from the others of a plan. */
    record Place(TableId part, long firstBlock) {}

    Place place() {
        return new Place(part.id(), firstBlock);
    }

    /** Exclusive; empty if the slice has no end. */
    OptionalLong end() {
        return endBlock == OPEN ? OptionalLong.empty() : OptionalLong.of(endBlock);
    }

    /** What makes the rows of its range others than those of the same range earlier or later, as a short text. */
    String form() {
        String all = part.form() + table.definition();
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Whether its rows have a binary form that suits every target. */
    boolean suitsBinary() {
        return CopyBinary.suits(table.definition());
    }

    /** The {@code COPY} that reads the slice. */
    String copySql(CopyFormat format) {
        return copySql() + (format == CopyFormat.BINARY ? " (FORMAT binary)" : "");
    }

    private String copySql() {
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
