package io.pgtwin.source.snapshot;

import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import io.pgtwin.common.model.CopyFormat;
import io.pgtwin.common.pg.CopyBinary;

/** What a {@code COPY ... TO STDOUT} sends, row by row. For one thread. */
final class RowMessages {
    private final CopyOut copy;
    private final boolean binary;
    private boolean begun;

    private RowMessages(CopyOut copy, boolean binary) {
        this.copy = copy;
        this.binary = binary;
    }

    /** Begins a {@code COPY} that sends its rows in a format. */
    static RowMessages of(Connection connection, String sql, CopyFormat format) throws SQLException {
        return new RowMessages(connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql),
                format == CopyFormat.BINARY);
    }

    /** @return the next row in the format, which nobody else has; null if there are no more */
    byte[] next() throws SQLException {
        byte[] message = copy.readFromCopy();
        return binary && message != null ? row(message) : message;
    }

    /** The server sends a row a message, the header with the first one, and the trailer in the end. */
    private byte[] row(byte[] message) throws SQLException {
        byte[] row = message;
        if (!begun) {
            begun = true;
            row = CopyBinary.afterHeader(message);
        }
        return row.length == 0 || CopyBinary.isTrailer(row) ? next() : row;
    }
}
