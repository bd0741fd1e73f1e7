package io.pgtwin.common.wire;

import java.nio.ByteBuffer;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Row;

/** Connect's values as a {@link Row} holds them. */
final class RowValues {
    private RowValues() {}

    static void put(Row.Builder row, int column, Object value) {
        if (value == null) {
            row.setNull(column);
        } else if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            row.value(column, bytes);
        } else {
            putPlain(row, column, value);
        }
    }

    private static void putPlain(Row.Builder row, int column, Object value) {
        try {
            row.value(column, value);
        } catch (IllegalArgumentException e) {
            throw new PgTwinException(FailureKind.RECORD_MALFORMED, "Column " + (column + 1) + ": " + e.getMessage());
        }
    }
}
