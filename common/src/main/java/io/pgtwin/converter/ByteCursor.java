package io.pgtwin.converter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.apache.kafka.connect.errors.DataException;

import io.pgtwin.common.model.Text;

/** Walks through one record after the other and checks every step: all its failures are {@link DataException}s. */
final class ByteCursor {
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] NO_BYTES = {};

    private String topic;
    private byte[] bytes = NO_BYTES;
    private int position;

    void start(String newTopic, byte[] record) {
        topic = newTopic;
        bytes = record;
        position = 0;
    }

    /** Lets go of the record. */
    void clear() {
        start(null, NO_BYTES);
    }

    int position() {
        return position;
    }

    /** The whole record, for comparing a part of it in place. */
    byte[] record() {
        return bytes;
    }

    void skip(int length) {
        position += length;
    }

    int int8(String what) {
        need(1, what);
        return bytes[position++];
    }

    boolean flag(String what) {
        int value = int8(what);
        if (value != 0 && value != 1) {
            position--;
            throw malformed(what + " is neither 0 nor 1");
        }
        return value == 1;
    }

    /** A number of things that take at least a byte each, so that more of them than bytes left is an error. */
    int count(String what) {
        int start = position;
        long value = unsigned(what);
        if (value < 0 || value > bytes.length - position) {
            int left = bytes.length - position;
            position = start;
            throw malformed(what + " is " + Long.toUnsignedString(value) + ", but only " + left + " bytes follow");
        }
        return (int) value;
    }

    long number(String what) {
        long value = unsigned(what);
        return (value >>> 1) ^ -(value & 1);
    }

    long number(String what, long min, long max) {
        int start = position;
        long value = number(what);
        if (value < min || value > max) {
            position = start;
            throw malformed(what + " is outside of its range");
        }
        return value;
    }

    int fixed32(String what) {
        need(Integer.BYTES, what);
        int value = (int) INT32.get(bytes, position);
        position += Integer.BYTES;
        return value;
    }

    long fixed64(String what) {
        need(Long.BYTES, what);
        long value = (long) INT64.get(bytes, position);
        position += Long.BYTES;
        return value;
    }

    byte[] bytes(String what) {
        int length = count(what);
        int start = position;
        position += length;
        return Arrays.copyOfRange(bytes, start, position);
    }

    String text(String what) {
        return utf8(what).string();
    }

    String text(int length, String what) {
        return utf8(length, what).string();
    }

    /** As {@link #text}, but leaves it in the record. */
    Text utf8(String what) {
        return utf8(count(what), what);
    }

    private Text utf8(int length, String what) {
        need(length, what);
        if (!Text.isUtf8(bytes, position, length)) {
            throw malformed(what + " is no UTF-8");
        }
        Text text = Text.of(bytes, position, length);
        position += length;
        return text;
    }

    /** Takes a bit set of that many bytes and returns where it starts, for {@link #bit}. */
    int bits(int length, String what) {
        need(length, what);
        int start = position;
        position += length;
        return start;
    }

    boolean bit(int start, int bit) {
        return (bytes[start + (bit >> 3)] >> (bit & 7) & 1) != 0;
    }

    /** Everything must have been read: bytes left over mean that something was misunderstood. */
    void end() {
        if (position != bytes.length) {
            throw malformed("the record should end here, but " + (bytes.length - position) + " bytes follow");
        }
    }

    DataException malformed(String what) {
        return new DataException("CompactConverter cannot read a record of topic '" + topic + "': byte " + position
                + " of " + bytes.length + ": " + what + ". The record is damaged or another converter wrote it: set"
                + " key.converter and value.converter as in the connector that wrote the topic.");
    }

    private long unsigned(String what) {
        need(1, what);
        byte first = bytes[position];
        if (first >= 0) {
            position++;
            return first;
        }
        return longUnsigned(what);
    }

    private long longUnsigned(String what) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            need(1, what);
            byte next = bytes[position++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                if (shift == 63 && next > 1) {
                    break;
                }
                return value;
            }
        }
        position--;
        throw malformed(what + " has more than 64 bits");
    }

    private void need(int length, String what) {
        if (bytes.length - position < length) {
            throw malformed(what + " needs " + length + " bytes, but only " + (bytes.length - position) + " are left");
        }
    }
}
