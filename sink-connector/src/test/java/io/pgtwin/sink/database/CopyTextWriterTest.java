package io.pgtwin.sink.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.Text;

class CopyTextWriterTest {
    private final CopyTextWriter writer = new CopyTextWriter();

    @Test
    void valuesAreSeparatedByTabsAndRowsByNewlines() {
        writer.write(Text.of("a"));
        writer.writeNull();
        writer.write(7);
        writer.endRow();
        writer.write(Text.of("b"));
        writer.endRow();

        assertThat(text()).isEqualTo("a\t\\N\t7\nb\n");
    }

    @Test
    void whatCopyWouldMisreadIsEscaped() {
        assertThat(written("\\ \b \f \n \r \t \u000B \\N")).isEqualTo("\\\\ \\b \\f \\n \\r \\t \\v \\\\N");
    }

    @Test
    void anEmptyTextIsNotNull() {
        assertThat(written("")).isEmpty();
    }

    @Test
    void textOfEveryPlaneIsWrittenAsUtf8() {
        String text = "a\u007F\u0080\u07FF\u0800\uFFFD\uD83D\uDE00\uDBFF\uDFFFz";

        assertThat(written(text)).isEqualTo(text);
    }

    @Test
    void integersOfEverySizeAreWrittenInDecimal() {
        for (long number : new long[] {0, 9, 10, -1, 99_999, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(written(number)).isEqualTo(Long.toString(number));
        }
        assertThat(written((short) -7)).isEqualTo("-7");
        assertThat(written(Integer.MAX_VALUE)).isEqualTo("2147483647");
    }

    @Test
    void floatsAreSpelledAsPostgresqlDoes() {
        assertThat(written(1.0)).isEqualTo("1");
        assertThat(written(-0.5f)).isEqualTo("-0.5");
        assertThat(written(1e10)).isEqualTo("1e+10");
        assertThat(written(1.5e-7)).isEqualTo("1.5e-07");
        assertThat(written(1.7976931348623157e308)).isEqualTo("1.7976931348623157e+308");
        assertThat(written(Double.NaN)).isEqualTo("NaN");
        assertThat(written(Float.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    }

    @Test
    void bytesAreWrittenInHexadecimalWithAnEscapedBackslash() {
        assertThat(written(new byte[] {0, 15, (byte) 0xFF})).isEqualTo("\\\\x000fff");
        assertThat(written(new byte[0])).isEqualTo("\\\\x");
    }

    @Test
    void theBufferGrowsWithTheValue() {
        String text = "\u20AC".repeat(200_000);

        assertThat(written(text)).isEqualTo(text);
        assertThat(written("\t".repeat(200_000))).isEqualTo("\\t".repeat(200_000));
    }

    private String written(Object value) {
        writer.clear();
        writer.write(value instanceof String string ? Text.of(string) : value);
        return text();
    }

    private String text() {
        return new String(writer.buffer(), 0, writer.length(), StandardCharsets.UTF_8);
    }
}
