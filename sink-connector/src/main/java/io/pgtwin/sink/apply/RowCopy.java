package io.pgtwin.sink.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.Text;
import io.pgtwin.common.pg.CopyBinary;
import io.pgtwin.sink.database.BoundTable;
import io.pgtwin.sink.database.CopyTextWriter;

/** Sends rows to the server with {@code COPY ... FROM STDIN}, through one buffer. */
final class RowCopy {
    private static final int FLUSH_BYTES = 1 << 16;
    /** Longer values go to the server in parts, so that none of them is in memory a second time. */
    private static final int LONGEST_PART = 1 << 15;

    private final CopyManager manager;
    private final CopyTextWriter writer = new CopyTextWriter();
    private CopyIn copy;

    /** What writes the rows of one COPY. */
    interface Rows {
        void writeTo(RowCopy copy) throws SQLException;
    }

    RowCopy(Connection connection) throws SQLException {
        this.manager = connection.unwrap(PGConnection.class).getCopyAPI();
    }

    /** @return how many rows the server took */
    long send(String sql, Rows rows) throws SQLException {
        copy = manager.copyIn(sql);
        writer.clear();
        try {
            rows.writeTo(this);
            flush();
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Writes a number that stands before the row's columns. */
    void writePrefix(int number) {
        writer.write(number);
    }

    /** @param columns by their numbers in the definition; one that was not sent is written as NULL */
    void writeRow(BoundTable table, int[] columns, Row row) throws SQLException {
        for (int column : columns) {
            if (row.isNull(column) || row.isUnchanged(column)) {
                writer.writeNull();
            } else {
                writeValue(table.value(row, column));
            }
        }
        writer.endRow();
        if (writer.length() >= FLUSH_BYTES) {
            flush();
        }
    }

    /** The rows of blocks as they are. Those in binary need {@link #writeBinary}. */
    void writeUnread(List<CopyBlock> blocks) throws SQLException {
        for (CopyBlock block : blocks) {
            copy.writeToCopy(block.data(), 0, block.data().length);
        }
    }

    /** The rows of blocks that are binary, as they are. Must be all of a COPY, which has to expect that format. */
    void writeBinary(List<CopyBlock> blocks) throws SQLException {
        byte[] header = CopyBinary.header();
        copy.writeToCopy(header, 0, header.length);
        writeUnread(blocks);
        byte[] trailer = CopyBinary.trailer();
        copy.writeToCopy(trailer, 0, trailer.length);
    }

    private void writeValue(Object value) throws SQLException {
        if (value instanceof Text text && text.length() > LONGEST_PART) {
            writeParts(text);
        } else if (value instanceof byte[] bytes && bytes.length > LONGEST_PART) {
            writeParts(bytes);
        } else {
            writer.write(value);
        }
    }

    /** What is written after a flush goes on with the value: the writer begins no new one. */
    private void writeParts(Text text) throws SQLException {
        int end = text.offset() + text.length();
        writer.write(Text.of(text.bytes(), text.offset(), LONGEST_PART));
        for (int from = text.offset() + LONGEST_PART; from < end; from += LONGEST_PART) {
            flush();
            writer.write(Text.of(text.bytes(), from, Math.min(LONGEST_PART, end - from)));
        }
    }

    private void writeParts(byte[] bytes) throws SQLException {
        writer.write(Text.of("\\x"));
        for (int from = 0; from < bytes.length; from += LONGEST_PART) {
            flush();
            writer.write(Text.of(HexFormat.of().formatHex(bytes, from, Math.min(from + LONGEST_PART, bytes.length))));
        }
    }

    private void flush() throws SQLException {
        if (writer.length() > 0) {
            copy.writeToCopy(writer.buffer(), 0, writer.length());
            writer.clear();
        }
    }
}
