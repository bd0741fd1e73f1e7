package io.pgtwin.converter;

import org.apache.kafka.connect.errors.DataException;

/** UTF-8 that refuses what it cannot represent; the JDK's own methods would put a replacement character there. */
final class Utf8 {
    private Utf8() {
    }

    static long length(String value) {
        long length = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isSurrogate(c)) {
                codePoint(value, i++);
                length += 4;
            } else {
                length += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return length;
    }

    /** @return the position behind the last byte written */
    static int put(String value, byte[] target, int start) {
        int at = start;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                target[at++] = (byte) c;
            } else if (c < 0x800) {
                target[at++] = (byte) (0xC0 | c >> 6);
                target[at++] = continuation(c);
            } else if (Character.isSurrogate(c)) {
                at = supplementary(codePoint(value, i++), target, at);
            } else {
                target[at++] = (byte) (0xE0 | c >> 12);
                target[at++] = continuation(c >> 6);
                target[at++] = continuation(c);
            }
        }
        return at;
    }

    private static int supplementary(int codePoint, byte[] target, int at) {
        target[at] = (byte) (0xF0 | codePoint >> 18);
        target[at + 1] = continuation(codePoint >> 12);
        target[at + 2] = continuation(codePoint >> 6);
        target[at + 3] = continuation(codePoint);
        return at + 4;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | bits & 0x3F);
    }

    private static int codePoint(String value, int high) {
        int codePoint = value.codePointAt(high);
        if (!Character.isSupplementaryCodePoint(codePoint)) {
            throw new DataException("a string holds half of a surrogate pair at character " + high);
        }
        return codePoint;
    }
}
