package io.pgtwin.common.wire;

import java.nio.ByteBuffer;

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
            row.value(column, value);
        }
    }
}
