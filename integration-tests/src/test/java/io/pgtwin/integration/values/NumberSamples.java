package io.pgtwin.integration.values;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Numbers, truth values and the numbers by which the server knows things. */
final class NumberSamples {
    private static final int MAX_NUMERIC_BITS = 400;
    private static final int MAX_NUMERIC_SCALE = 150;

    private NumberSamples() {
    }

    static List<SampleType> all() {
        return List.of(
                SampleType.of("boolean", "t", "f"),
                SampleType.of("smallint", "0", "-1", "-32768", "32767")
                        .random(random -> String.valueOf((short) random.nextInt())),
                SampleType.of("integer", "0", "-1", "-2147483648", "2147483647")
                        .random(random -> String.valueOf(random.nextInt())),
                SampleType.of("bigint", "0", "-1", "-9223372036854775808", "9223372036854775807", "9007199254740993")
                        .random(random -> String.valueOf(random.nextLong())),
                SampleType.of("real", "0", "0.1", "-1.5", "16777217", "3.4028235e38", "-3.4028235e38", "1.1754944e-38",
                        "1e-45", "1e+10", "1.00000012", "NaN", "Infinity", "-Infinity", "-0")
                        .random(NumberSamples::real),
                SampleType.of("double precision", "0", "0.1", "-1.5", "1e22", "9007199254740993",
                        "1.7976931348623157e308", "-1.7976931348623157e308", "2.2250738585072014e-308", "4.9e-324",
                        "0.30000000000000004", "NaN", "Infinity", "-Infinity", "-0")
                        .random(NumberSamples::doublePrecision),
                SampleType.of("numeric", "0", "0.000", "-0.0001", "1e3", "1.10", "12345678901234567890.1234567890",
                        "NaN", "9".repeat(1000), "-" + "7".repeat(500) + "." + "3".repeat(500), "1e131071",
                        "1e-1000", "0." + "0".repeat(999) + "1").with(14, "Infinity", "-Infinity")
                        .random(NumberSamples::numeric),
                SampleType.of("numeric(12,4)", "0", "12345678.9", "-99999999.9999", "NaN", "0.00005"),
                SampleType.of("numeric(5,-2)", "100", "-9999900", "149", "0", "NaN").from(15),
                SampleType.of("numeric(2,4)", "0.0099", "-0.0001", "0").from(15),
                SampleType.of("money", "0", "-0.01", "92233720368547758.07", "-92233720368547758.08", "1234.56")
                        .random(random -> BigDecimal.valueOf(random.nextLong(), 2).toPlainString()),
                SampleType.of("oid", "0", "1", "2147483648", "4294967295"),
                SampleType.of("xid", "0", "3", "4294967295"),
                SampleType.of("xid8", "0", "3", "4294967296", "18446744073709551615").from(13),
                SampleType.of("cid", "0", "4294967295"),
                SampleType.of("tid", "(0,0)", "(0,1)", "(4294967295,65535)"),
                SampleType.of("pg_lsn", "0/0", "0/80000000", "FFFFFFFF/FFFFFFFF", "16/B374D848"),
                SampleType.of("int2vector", "", "1", "1 -2 32767"),
                SampleType.of("oidvector", "", "1", "1 2 4294967295"),
                SampleType.of("information_schema.cardinal_number", "0", "2147483647"));
    }

    private static String real(Random random) {
        float value = Float.intBitsToFloat(random.nextInt());
        return String.valueOf(Float.isFinite(value) ? value : random.nextInt());
    }

    static String doublePrecision(Random random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return String.valueOf(Double.isFinite(value) ? value : random.nextLong());
    }

    static String numeric(Random random) {
        BigInteger digits = new BigInteger(random.nextInt(MAX_NUMERIC_BITS), random);
        BigDecimal value = new BigDecimal(digits, random.nextInt(2 * MAX_NUMERIC_SCALE) - MAX_NUMERIC_SCALE);
        return (random.nextBoolean() ? value : value.negate()).toString();
    }
}
