package io.pgtwin.sink.apply;

import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

import io.pgtwin.common.model.Row;
import io.pgtwin.sink.target.BoundTable;
import io.pgtwin.sink.target.CopyTextWriter;

/** Sends rows to the server with {@code COPY ... FROM STDIN}, through one buffer. */
final class RowCopy {
    private static final int FLUSH_BYTES = 1 << 16;

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
                writer.write(table.value(row, column));
            }
        }
        writer.endRow();
        if (writer.length() >= FLUSH_BYTES) {
            flush();
        }
    }

    /** @param lines whole rows in the text format with their line ends */
    void writeLines(byte[] lines) throws SQLException {
        flush();
        copy.writeToCopy(lines, 0, lines.length);
    }

    private void flush() throws SQLException {
        if (writer.length() > 0) {
            copy.writeToCopy(writer.buffer(), 0, writer.length());
            writer.clear();
        }
    }
}
