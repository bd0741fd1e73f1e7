package io.pgtwin.converter;

import java.util.Arrays;

import org.apache.kafka.connect.data.Schema;

/**
 * A schema block that was read before.
 *
 * @param bytes its bytes, of which nobody changes any
 */
record Block(byte[] bytes, Schema schema, ValueCodec values) {

    /** Whether that part of a record is this block. */
    boolean matches(byte[] record, int start, int length) {
        return Arrays.equals(bytes, 0, bytes.length, record, start, start + length);
    }
}
