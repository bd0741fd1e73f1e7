package io.pgtwin.source.snapshot;

import java.io.ByteArrayOutputStream;

import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.Text;
import io.pgtwin.common.pg.CopyTextRows;
import io.pgtwin.source.offset.StoredPart;
import io.pgtwin.source.queue.Produced;
import io.pgtwin.source.queue.Produced.CopiedBlock;

/** Rows that become one record, untouched. */
final class BlockPortion implements Portion {
    private final TableDefinition table;
    private final Snapshot snapshot;
    private final int maxBytes;
    private ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private int rows;

    /** @param maxBytes how large a block is at most, unless a single row is larger */
    BlockPortion(TableDefinition table, Snapshot snapshot, int maxBytes) {
        this.maxBytes = maxBytes;
        this.table = table;
        this.snapshot = snapshot;
    }

    @Override
    public void add(byte[] line) {
        if (!Text.isUtf8(line, 0, line.length)) {
            new CopyTextRows(table).read(line); // fails, and names the column
        }
        lines.writeBytes(line);
        rows++;
    }

    @Override
    public boolean hasRoomFor(byte[] line) {
        return lines.size() + line.length <= maxBytes;
    }

    @Override
    public boolean isEmpty() {
        return rows == 0;
    }

    @Override
    public Produced take(StoredPart offset, StoredPart atEnd) {
        Produced taken = new CopiedBlock(table, lines.toByteArray(), rows, snapshot.phase(), snapshot.lsn(),
                snapshot.takenMillis(), atEnd);
        lines = lines.size() > 2 * maxBytes ? new ByteArrayOutputStream() : emptied(lines);
        rows = 0;
        return taken;
    }

    /** Keeps the buffer, which has grown to the usual size. */
    private static ByteArrayOutputStream emptied(ByteArrayOutputStream buffer) {
        buffer.reset();
        return buffer;
    }
}
