package io.pgtwin.sink.database;

import java.util.Arrays;

import io.pgtwin.common.model.Text;

/**
 * Writes rows in PostgreSQL's COPY text format, as UTF-8, into a buffer that is used again and again. Values go from
 * their Java form straight to bytes.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS">COPY, text format</a>
 */
public final class CopyTextWriter {
    private static final int INITIAL_BYTES = 1 << 16;
    /** One huge value must not hold its memory for as long as the task lives. */
    private static final int MAX_KEPT_BYTES = 4 << 20;
    private static final int LONGEST_NUMBER_BYTES = 20;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /** For each ASCII character what follows the backslash, or 0 where the character stands for itself. */
    private static final byte[] ESCAPES = escapes();

    private byte[] buffer = new byte[INITIAL_BYTES];
    private int length;
    private boolean rowStarted;

    private static byte[] escapes() {
        byte[] escapes = new byte[128];
        escapes['\\'] = '\\';
        escapes['\b'] = 'b';
        escapes['\f'] = 'f';
        escapes['\n'] = 'n';
        escapes['\r'] = 'r';
        escapes['\t'] = 't';
        escapes[0x0B] = 'v';
        return escapes;
    }

    /** What has been written since the last {@link #clear}; valid up to {@link #length}. */
    public byte[] buffer() {
        return buffer;
    }

    public int length() {
        return length;
    }

    public void clear() {
        if (buffer.length > MAX_KEPT_BYTES) {
            buffer = new byte[INITIAL_BYTES];
        }
        length = 0;
        rowStarted = false;
    }

    public void endRow() {
        reserve(1);
        buffer[length++] = '\n';
        rowStarted = false;
    }

    public void writeNull() {
        startValue(2);
        buffer[length++] = '\\';
        buffer[length++] = 'N';
    }

    /** @param value as {@code Row} holds it */
    public void write(Object value) {
        if (value instanceof Text text) {
            writeText(text);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short
                || value instanceof Byte) {
            writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean bool) {
            startValue(1);
            buffer[length++] = (byte) (bool ? 't' : 'f');
        } else if (value instanceof byte[] bytes) {
            writeBytes(bytes);
        } else {
            String number = ValueText.of(value);
            startValue(number.length());
            writeAscii(number);
        }
    }

    private void writeNumber(long value) {
        startValue(LONGEST_NUMBER_BYTES);
        if (value == Long.MIN_VALUE) {
            writeAscii("-9223372036854775808");
            return;
        }
        if (value < 0) {
            buffer[length++] = '-';
        }
        writeDigits(Math.abs(value));
    }

    private void writeDigits(long value) {
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void writeAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            buffer[length++] = (byte) text.charAt(i);
        }
    }

    private void writeBytes(byte[] bytes) {
        startValue(3 + 2 * bytes.length);
        buffer[length++] = '\\';
        buffer[length++] = '\\';
        buffer[length++] = 'x';
        for (byte b : bytes) {
            buffer[length++] = HEX[b >> 4 & 0xF];
            buffer[length++] = HEX[b & 0xF];
        }
    }

    /** The bytes between two that need an escape are copied as they are. */
    private void writeText(Text text) {
        byte[] bytes = text.bytes();
        int end = text.offset() + text.length();
        startValue(text.length());
        int copied = text.offset();
        for (int i = copied; i < end; i++) {
            if (bytes[i] <= '\\' && bytes[i] >= 0 && ESCAPES[bytes[i]] != 0) {
                copy(bytes, copied, i);
                buffer[length++] = '\\';
                buffer[length++] = ESCAPES[bytes[i]];
                copied = i + 1;
            }
        }
        copy(bytes, copied, end);
    }

    private void copy(byte[] bytes, int start, int end) {
        reserve(end - start + 2);
        System.arraycopy(bytes, start, buffer, length, end - start);
        length += end - start;
    }

    private void startValue(int bytes) {
        reserve(bytes + 1);
        if (rowStarted) {
            buffer[length++] = '\t';
        }
        rowStarted = true;
    }

    private void reserve(int bytes) {
        if (buffer.length - length < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + bytes));
        }
    }
}
