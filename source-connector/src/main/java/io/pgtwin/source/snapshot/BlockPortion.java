package io.pgtwin.source.snapshot;

import java.io.ByteArrayOutputStream;

import io.pgtwin.common.model.CopyFormat;
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
    private final CopyFormat format;
    private final int maxBytes;
    private ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int rows;

    /** @param maxBytes how large a block is at most, unless a single row is larger */
    BlockPortion(TableDefinition table, Snapshot snapshot, CopyFormat format, int maxBytes) {
        this.format = format;
        this.maxBytes = maxBytes;
        this.table = table;
        this.snapshot = snapshot;
    }

    @Override
    public CopyFormat format() {
        return format;
    }

    @Override
    public void add(byte[] row) {
        if (format == CopyFormat.TEXT && !Text.isUtf8(row, 0, row.length)) {
            new CopyTextRows(table).read(row); // fails, and names the column
        }
        data.writeBytes(row);
        rows++;
    }

    @Override
    public boolean hasRoomFor(byte[] row) {
        return data.size() + row.length <= maxBytes;
    }

    @Override
    public boolean isEmpty() {
        return rows == 0;
    }

    @Override
    public Produced take(StoredPart offset, StoredPart atEnd) {
        Produced taken = new CopiedBlock(table, format, data.toByteArray(), rows, snapshot.phase(), snapshot.lsn(),
                snapshot.takenMillis(), atEnd);
        data = data.size() > 2 * maxBytes ? new ByteArrayOutputStream() : emptied(data);
        rows = 0;
        return taken;
    }

    /** Keeps the buffer, which has grown to the usual size. */
    private static ByteArrayOutputStream emptied(ByteArrayOutputStream buffer) {
        buffer.reset();
        return buffer;
    }
}
