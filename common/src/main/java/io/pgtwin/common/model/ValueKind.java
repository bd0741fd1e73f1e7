package io.pgtwin.common.model;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/**
 * The one mapping between PostgreSQL's types and the Java values that records carry. Every type that is not named here
 * is {@link #STRING} and holds PostgreSQL's own text output, so nothing is rounded, reinterpreted or refused.
 */
public enum ValueKind {
    INT16, INT32, INT64, BOOLEAN, FLOAT32, FLOAT64, STRING, BYTES;

    /** Of a bigint; longer text cannot be summed up without overflowing unnoticed. */
    private static final int MAX_DIGITS = 19;

    private static final Map<String, ValueKind> BY_TYPE = Map.of(
            "smallint", INT16,
            "integer", INT32,
            "bigint", INT64,
            "boolean", BOOLEAN,
            "real", FLOAT32,
            "double precision", FLOAT64,
            "bytea", BYTES);

    /** @param type as {@code format_type} spells it */
    public static ValueKind ofType(String type) {
        return BY_TYPE.getOrDefault(type, STRING);
    }

    /**
     * Reads PostgreSQL's text output under pgtwin's session settings from a part of {@code text}. A {@link Text} is
     * that part itself, so the array must not be changed afterwards.
     *
     * @throws NotUtf8Exception         if this is a text's kind, and the text is not UTF-8
     * @throws IllegalArgumentException if the text is none of this kind; the message does not show it
     */
    public Object parse(byte[] text, int offset, int length) {
        try {
            return parseStrictly(text, offset, length);
        } catch (NumberFormatException e) {
            throw malformed(); // without the cause, which shows the text
        }
    }

    private Object parseStrictly(byte[] text, int offset, int length) {
        return switch (this) {
            case INT16 -> (short) parseInteger(text, offset, length, Short.MIN_VALUE, Short.MAX_VALUE);
            case INT32 -> (int) parseInteger(text, offset, length, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INT64 -> parseInteger(text, offset, length, Long.MIN_VALUE, Long.MAX_VALUE);
            case BOOLEAN -> parseBoolean(text, offset, length);
            case FLOAT32 -> Float.valueOf(ascii(text, offset, length));
            case FLOAT64 -> Double.valueOf(ascii(text, offset, length));
            case STRING -> parseText(text, offset, length);
            case BYTES -> parseBytes(text, offset, length);
        };
    }

    private static Text parseText(byte[] text, int offset, int length) {
        if (!Text.isUtf8(text, offset, length)) {
            throw new NotUtf8Exception();
        }
        return Text.of(text, offset, length);
    }

    private static String ascii(byte[] text, int offset, int length) {
        return new String(text, offset, length, StandardCharsets.ISO_8859_1);
    }

    /** Digits are summed up as a negative number, because that has one value more. */
    private long parseInteger(byte[] text, int offset, int length, long min, long max) {
        boolean negative = length > 0 && text[offset] == '-';
        int first = negative ? offset + 1 : offset;
        int end = offset + length;
        if (first == end || end - first > MAX_DIGITS) {
            throw malformed();
        }
        long sum = 0;
        for (int i = first; i < end; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw malformed();
            }
            sum = sum * 10 - digit;
        }
        boolean overflowed = sum > 0 || !negative && sum == Long.MIN_VALUE;
        long value = negative ? sum : -sum;
        if (overflowed || value < min || value > max) {
            throw malformed();
        }
        return value;
    }

    private Boolean parseBoolean(byte[] text, int offset, int length) {
        if (length == 1 && (text[offset] == 't' || text[offset] == 'f')) {
            return text[offset] == 't';
        }
        throw malformed();
    }

    private byte[] parseBytes(byte[] text, int offset, int length) {
        if (length < 2 || length % 2 != 0 || text[offset] != '\\' || text[offset + 1] != 'x') {
            throw malformed();
        }
        byte[] bytes = new byte[length / 2 - 1];
        for (int i = 0; i < bytes.length; i++) {
            int at = offset + 2 + 2 * i;
            bytes[i] = (byte) (HexFormat.fromHexDigit(text[at]) << 4 | HexFormat.fromHexDigit(text[at + 1]));
        }
        return bytes;
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("the server's text is no " + this + " value");
    }
}
