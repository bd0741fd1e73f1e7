package io.pgtwin.common.model;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text as its UTF-8 bytes. Databases and topics hold those, so text that nobody looks at is never decoded on its way;
 * equal means equal bytes. Immutable as long as nobody changes the array, which is not copied.
 */
public final class Text {
    private final byte[] bytes;
    private final int offset;
    private final int length;

    private Text(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    /** A part of {@code bytes}, which is kept and must hold UTF-8. */
    public static Text of(byte[] bytes, int offset, int length) {
        return new Text(bytes, offset, length);
    }

    /** @throws IllegalArgumentException if the string holds half of a surrogate pair; the message does not show it */
    public static Text of(String string) {
        byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
        if (hasSurrogate(string)) {
            requireWhole(string);
        }
        return new Text(bytes, 0, bytes.length);
    }

    /** Whether a part of {@code bytes} is UTF-8: most text is ASCII, and that is told quickly. */
    public static boolean isUtf8(byte[] bytes, int offset, int length) {
        int all = 0;
        for (int i = offset; i < offset + length; i++) {
            all |= bytes[i];
        }
        return all >= 0 || isDecodable(bytes, offset, length);
    }

    private static boolean isDecodable(byte[] bytes, int offset, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean hasSurrogate(String string) {
        for (int i = 0; i < string.length(); i++) {
            if (Character.isSurrogate(string.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static void requireWhole(String string) {
        try {
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(string));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text has half a surrogate pair, which is no Unicode text", e);
        }
    }

    /** What {@link #offset} and {@link #length} refer to; may hold more than this text. Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    /** In bytes. */
    public int length() {
        return length;
    }

    public String string() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text that
                && Arrays.equals(bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** Says only how long it is: values are never shown. */
    @Override
    public String toString() {
        return "text of " + length + " bytes";
    }
}
