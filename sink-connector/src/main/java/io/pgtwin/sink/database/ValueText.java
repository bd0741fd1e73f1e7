package io.pgtwin.sink.database;

import java.util.HexFormat;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Text;

/** A value in PostgreSQL's own spelling, as the server prints it under pgtwin's session settings. */
public final class ValueText {
    private ValueText() {}

    /** @param value as {@code Row} holds it */
    public static String of(Object value) {
        if (value instanceof Text text) {
            return text.string();
        }
        if (value instanceof Boolean bool) {
            return bool ? "t" : "f";
        }
        if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Float || value instanceof Double) {
            return ofFloat(value.toString());
        }
        if (value instanceof Number) {
            return value.toString();
        }
        throw new PgTwinException(FailureKind.RECORD_MALFORMED,
                "A value is held as " + value.getClass().getSimpleName() + ", which no pgtwin source writes");
    }

    /** Java writes 1.0 and 1.0E10 where PostgreSQL writes 1 and 1e+10; NaN and Infinity are the same. */
    private static String ofFloat(String java) {
        int exponent = java.indexOf('E');
        if (exponent < 0) {
            return withoutZeroFraction(java);
        }
        String digits = withoutZeroFraction(java.substring(0, exponent));
        String power = java.substring(exponent + 1);
        boolean negative = power.startsWith("-");
        String magnitude = negative ? power.substring(1) : power;
        return digits + (negative ? "e-" : "e+") + (magnitude.length() < 2 ? "0" + magnitude : magnitude);
    }

    private static String withoutZeroFraction(String number) {
        return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    }
}
