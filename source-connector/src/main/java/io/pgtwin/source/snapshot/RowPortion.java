package io.pgtwin.source.snapshot;

import java.util.ArrayList;
import java.util.List;

import io.pgtwin.common.model.CopyFormat;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.pg.CopyTextRows;
import io.pgtwin.source.offset.StoredPart;
import io.pgtwin.source.queue.Produced;
import io.pgtwin.source.queue.Produced.CopiedRows;

/** Rows that become a record each. */
final class RowPortion implements Portion {
    private static final int MAX_ROWS = 500;
    private static final long MAX_BYTES = 1 << 20;
    /** What a row takes in memory beside its text. */
    private static final int ROW_OVERHEAD_BYTES = 200;

    private final TableDefinition table;
    private final Snapshot snapshot;
    private final CopyTextRows parser;
    private List<Row> rows = new ArrayList<>(MAX_ROWS);
    private long bytes;

    RowPortion(TableDefinition table, Snapshot snapshot) {
        this.table = table;
        this.snapshot = snapshot;
        this.parser = new CopyTextRows(table);
    }

    @Override
    public CopyFormat format() {
        return CopyFormat.TEXT;
    }

    @Override
    public void add(byte[] line) {
        rows.add(parser.read(line));
        bytes += line.length + ROW_OVERHEAD_BYTES;
    }

    @Override
    public boolean hasRoomFor(byte[] line) {
        return rows.size() < MAX_ROWS && bytes + line.length <= MAX_BYTES;
    }

    @Override
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public Produced take(StoredPart offset, StoredPart atEnd) {
        Produced taken = new CopiedRows(table, rows, snapshot.phase(), snapshot.lsn(), snapshot.takenMillis(), bytes,
                offset, atEnd);
        rows = new ArrayList<>(MAX_ROWS);
        bytes = 0;
        return taken;
    }
}
