package io.pgtwin.source.pgoutput;

import java.nio.ByteBuffer;
import java.util.Arrays;

import io.pgtwin.common.model.Text;

/** Reads one message field by field and checks every step, so that bad input is a failure with a place. */
final class WireReader {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private final char type;
    private int position;

    WireReader(ByteBuffer message) {
        bytes = message.hasArray() ? message.array() : copy(message);
        start = message.hasArray() ? message.arrayOffset() + message.position() : 0;
        end = start + message.remaining();
        if (start == end) {
            throw new MalformedMessageException('\0', "type", 0, "the message is empty");
        }
        type = (char) (bytes[start] & 0xFF);
        position = start + 1;
    }

    /** The first byte, which says what the message is. */
    char type() {
        return type;
    }

    /** The array that holds the message, maybe among other things. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the next field starts in {@link #bytes}. */
    int position() {
        return position;
    }

    /** Where the message itself starts in {@link #bytes}. */
    int start() {
        return start;
    }

    int int8(String field) {
        need(1, field);
        return bytes[position++];
    }

    /** The next byte, which stays unread. */
    int peek(String field) {
        need(1, field);
        return bytes[position];
    }

    int int16(String field) {
        need(Short.BYTES, field);
        return (short) bigEndian(Short.BYTES);
    }

    int int32(String field) {
        need(Integer.BYTES, field);
        return (int) bigEndian(Integer.BYTES);
    }

    long int64(String field) {
        need(Long.BYTES, field);
        return bigEndian(Long.BYTES);
    }

    /** A byte of flags of which only the given ones have a meaning. */
    int flags(String field, int known) {
        int flags = int8(field);
        if ((flags & ~known) != 0) {
            throw before(1, field, String.format("has unknown flags: 0x%02x", flags & 0xFF));
        }
        return flags;
    }

    /** @param minBytesEach that each of the counted things takes, so that a count beyond the message is refused here */
    int count16(String field, int minBytesEach) {
        return count(int16(field), Short.BYTES, field, minBytesEach);
    }

    /** @param minBytesEach as in {@link #count16} */
    int count32(String field, int minBytesEach) {
        return count(int32(field), Integer.BYTES, field, minBytesEach);
    }

    /** A string that ends with a zero byte. */
    String string(String field) {
        int first = position;
        while (position < end && bytes[position] != 0) {
            position++;
        }
        if (position == end) {
            position = first;
            throw malformed(field, "has no end");
        }
        position++;
        int length = position - 1 - first;
        if (!Text.isUtf8(bytes, first, length)) {
            throw before(position - first, field, "is not UTF-8");
        }
        return Text.of(bytes, first, length).string();
    }

    byte[] copy(int length) {
        skip(length);
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    /** @param length that {@link #count32} has checked */
    void skip(int length) {
        position += length;
    }

    /** Unread bytes are an error, not a detail: something was misunderstood. */
    void end() {
        if (position != end) {
            throw malformed("end", "the message should end here, but " + (end - position) + " bytes follow");
        }
    }

    /** A failure of the field that comes next. */
    MalformedMessageException malformed(String field, String reason) {
        return before(0, field, reason);
    }

    /** A failure of the field that began so many bytes ago. */
    MalformedMessageException before(int bytesAgo, String field, String reason) {
        return new MalformedMessageException(type, field, position - bytesAgo - start, reason);
    }

    private int count(int count, int countBytes, String field, int minBytesEach) {
        if (count < 0) {
            throw before(countBytes, field, "is negative: " + count);
        }
        if ((long) count * minBytesEach > end - position) {
            throw before(countBytes, field, "is " + count + ", needs " + (long) count * minBytesEach
                    + " bytes, has " + (end - position));
        }
        return count;
    }

    private void need(int length, String field) {
        if (end - position < length) {
            throw malformed(field, "needs " + length + " bytes, has " + (end - position));
        }
    }

    private long bigEndian(int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | bytes[position++] & 0xFF;
        }
        return value;
    }

    private static byte[] copy(ByteBuffer message) {
        byte[] copy = new byte[message.remaining()];
        message.get(message.position(), copy);
        return copy;
    }
}
