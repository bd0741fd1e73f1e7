package io.pgtwin.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueKindTest {
    @ParameterizedTest
    @CsvSource({"INT16,-32768", "INT16,32767", "INT32,-2147483648", "INT32,0", "INT64,-9223372036854775808",
        "INT64,9223372036854775807", "FLOAT32,-0.0", "FLOAT32,3.4028235E38", "FLOAT64,NaN", "FLOAT64,-Infinity",
        "FLOAT64,4.9E-324"})
    void numbersAtTheirEndsAreRead(ValueKind kind, String text) {
        assertThat(parse(kind, text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"INT16,32768", "INT16,-32769", "INT32,2147483648", "INT64,9223372036854775808",
        "INT64,-9223372036854775809", "INT64,99999999999999999999", "INT32,''", "INT32,-", "INT32,1.0", "BOOLEAN,true",
        "BYTES,00", "BYTES,'\\x0'", "BYTES,'\\x0g'", "FLOAT64,x"})
    void otherTextIsRefusedWithoutBeingShown(ValueKind kind, String text) {
        assertThatThrownBy(() -> parse(kind, text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bytesAreReadFromHexadecimal() {
        assertThat((byte[]) parse(ValueKind.BYTES, "\\x00ff7F")).containsExactly(0, 0xFF, 0x7F);
    }

    @Test
    void everyOtherTypeIsItsText() {
        assertThat(ValueKind.ofType("numeric(10,2)")).isEqualTo(ValueKind.STRING);
        assertThat(ValueKind.ofType("integer[]")).isEqualTo(ValueKind.STRING);
        assertThat(parse(ValueKind.STRING, "Grüße 😀")).isEqualTo(Text.of("Grüße 😀"));
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedAndTheReplacementCharacterIsText() {
        assertThatThrownBy(() -> ValueKind.STRING.parse(new byte[] {'a', (byte) 0xE4, 'b'}, 0, 3))
                .isInstanceOf(NotUtf8Exception.class);
        assertThat(parse(ValueKind.STRING, "a\uFFFDb")).isEqualTo(Text.of("a\uFFFDb"));
    }

    private static Object parse(ValueKind kind, String text) {
        byte[] padded = ("<<" + text + ">>").getBytes(StandardCharsets.UTF_8);
        return kind.parse(padded, 2, padded.length - 4);
    }
}
