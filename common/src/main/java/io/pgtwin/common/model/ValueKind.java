package io.pgtwin.common.model;

import java.util.HexFormat;
import java.util.Map;

/**
 * The one mapping between PostgreSQL's types and the Java values that records carry. Every type that is not named here is
 * {@link #STRING} and holds PostgreSQL's own text output, so nothing is rounded, reinterpreted or refused.
 */
public enum ValueKind {
    INT16, INT32, INT64, BOOLEAN, FLOAT32, FLOAT64, STRING, BYTES;

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
     * Reads PostgreSQL's text output under pgtwin's session settings.
     *
     * @throws IllegalArgumentException if the text is none of this kind; the message does not show it
     */
    public Object parse(String text) {
        try {
            return switch (this) {
                case INT16 -> Short.valueOf(text);
                case INT32 -> Integer.valueOf(text);
                case INT64 -> Long.valueOf(text);
                case BOOLEAN -> parseBoolean(text);
                case FLOAT32 -> Float.valueOf(text);
                case FLOAT64 -> Double.valueOf(text);
                case STRING -> text;
                case BYTES -> parseBytes(text);
            };
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    private Boolean parseBoolean(String text) {
        return switch (text) {
            case "t" -> Boolean.TRUE;
            case "f" -> Boolean.FALSE;
            default -> throw malformed();
        };
    }

    private byte[] parseBytes(String text) {
        if (!text.startsWith("\\x")) {
            throw malformed();
        }
        return HexFormat.of().parseHex(text, 2, text.length());
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("the server's text is no " + this + " value");
    }
}
