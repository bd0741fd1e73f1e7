package io.pgtwin.converter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.apache.kafka.connect.errors.DataException;

import io.pgtwin.common.model.Text;

/** A growing array to write into, used again for every record. */
final class ByteSink {
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int INITIAL_BYTES = 512;
    /** One huge record must not hold its memory for as long as the task lives. */
    private static final int MAX_KEPT_BYTES = 4 << 20;
    /** Arrays of some virtual machines end a little below 2^31. */
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;
    private static final int MAX_COUNT_BYTES = 5;
    private static final int MAX_NUMBER_BYTES = 10;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int size;

    void clear() {
        if (bytes.length > MAX_KEPT_BYTES) {
            bytes = new byte[INITIAL_BYTES];
        }
        size = 0;
    }

    byte[] toByteArray() {
        byte[] written = Arrays.copyOf(bytes, size);
        clear();
        return written;
    }

    void int8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** @param value not negative */
    void count(int value) {
        room(MAX_COUNT_BYTES);
        unsigned(value);
    }

    void number(long value) {
        room(MAX_NUMBER_BYTES);
        unsigned((value << 1) ^ (value >> 63));
    }

    void fixed32(int value) {
        room(Integer.BYTES);
        INT32.set(bytes, size, value);
        size += Integer.BYTES;
    }

    void fixed64(long value) {
        room(Long.BYTES);
        INT64.set(bytes, size, value);
        size += Long.BYTES;
    }

    void raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    void bytes(byte[] value) {
        count(value.length);
        raw(value);
    }

    /** Writes what remains in the buffer and leaves its position alone. */
    void bytes(ByteBuffer value) {
        int length = value.remaining();
        count(length);
        room(length);
        value.get(value.position(), bytes, size, length);
        size += length;
    }

    void text(Text value) {
        int length = value.length();
        room(MAX_COUNT_BYTES + (long) length);
        unsigned(length);
        System.arraycopy(value.bytes(), value.offset(), bytes, size, length);
        size += length;
    }

    void text(String value) {
        int chars = value.length();
        room(MAX_COUNT_BYTES + (long) chars);
        int start = size;
        unsigned(chars);
        if (!ascii(value, chars)) {
            size = start;
            longText(value);
        }
    }

    /** Appends zero bytes to be filled by {@link #setBit}. @return where they start */
    int zeros(int length) {
        room(length);
        int start = size;
        Arrays.fill(bytes, start, start + length, (byte) 0);
        size += length;
        return start;
    }

    /** @param start what {@link #zeros} returned */
    void setBit(int start, int bit) {
        bytes[start + (bit >> 3)] |= (byte) (1 << (bit & 7));
    }

    private boolean ascii(String value, int chars) {
        byte[] target = bytes;
        int at = size;
        for (int i = 0; i < chars; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            target[at++] = (byte) c;
        }
        size = at;
        return true;
    }

    private void longText(String value) {
        long length = Utf8.length(value);
        room(MAX_COUNT_BYTES + length);
        unsigned(length);
        size = Utf8.put(value, bytes, size);
    }

    private void unsigned(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void room(long more) {
        long needed = size + more;
        if (needed > bytes.length) {
            grow(needed);
        }
    }

    private void grow(long needed) {
        if (needed > MAX_BYTES) {
            throw new DataException("it needs more than " + MAX_BYTES + " bytes");
        }
        // what follows one huge value is small, and must not double the memory that it takes
        long roomy = needed > MAX_KEPT_BYTES ? needed + (needed >> 3) : Math.max(needed, 2L * bytes.length);
        bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, roomy));
    }
}
