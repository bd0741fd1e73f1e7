package io.pgtwin.converter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

/** The bytes themselves: topics outlive versions of pgtwin, so what is here must be readable for ever. */
class CompactFormatTest {
    private static final String TOPIC = "shop.public.orders";

    private final CompactConverter converter = new CompactConverter();

    @Test
    void aStructIsItsBlockItsNullsAndItsValues() {
        Schema schema = SchemaBuilder.struct().name("k").version(1).doc("d").parameter("p", "q")
                .field("id", Schema.INT32_SCHEMA)
                .field("n", Schema.OPTIONAL_STRING_SCHEMA)
                .field("x", SchemaBuilder.bool().defaultValue(true).build())
                .build();
        Struct value = new Struct(schema).put("id", -2).put("n", "é");
        assertThat(hex(schema, value)).isEqualTo("01" + "19"
                + "0c" + "3c" + "02" + "026b" + "0164" + "01" + "0270" + "0271"
                + "03" + "2d" + "0300" + "026e" + "0801" + "0278" + "070201"
                + "02" + "03" + "02c3a9");
    }

    @Test
    void everyOtherTypeIsWhatTheTableSays() {
        assertThat(hex(Schema.INT8_SCHEMA, (byte) 3)).isEqualTo("0102" + "0100" + "06");
        assertThat(hex(Schema.INT16_SCHEMA, (short) 64)).isEqualTo("0102" + "0200" + "8001");
        assertThat(hex(Schema.INT64_SCHEMA, Long.MIN_VALUE)).isEqualTo("0102" + "0400" + "ffffffffffffffffff01");
        assertThat(hex(Schema.FLOAT32_SCHEMA, 1f)).isEqualTo("0102" + "0500" + "3f800000");
        assertThat(hex(Schema.FLOAT64_SCHEMA, -2d)).isEqualTo("0102" + "0600" + "c000000000000000");
        assertThat(hex(Schema.BYTES_SCHEMA, new byte[] {5})).isEqualTo("0102" + "0900" + "0105");
        Schema map = SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_INT32_SCHEMA).build();
        assertThat(hex(map, Map.of("b", 1, "a", 2)))
                .isEqualTo("0106" + "0b0008000301" + "02" + "01610104" + "01620102");
    }

    @Test
    void aFlatStructThatComesAgainIsARepeat() {
        Schema row = SchemaBuilder.struct().optional().field("i", Schema.INT8_SCHEMA).build();
        Schema schema = SchemaBuilder.struct().field("a", row).field("b", row).build();
        Struct value = new Struct(schema).put("b", new Struct(row).put("i", (byte) 3));
        String bytes = "01" + "10" + "0c0002" + "0261" + "0c0101" + "0269" + "0100" + "0262" + "0d00" + "01" + "06";

        assertThat(hex(schema, value)).isEqualTo(bytes);
        assertThat(converter.toConnectData(TOPIC, HexFormat.of().parseHex(bytes)).value()).isEqualTo(value);
        refuses(bytes.replace("0d00", "0d01"), "repeats one that is not there");
    }

    @Test
    void wordsOfOurOwnRecordsAreNumbersThatNeverChange() {
        List<String> words = List.of("before", "source", "io.pgtwin.Source", "pg.type", "id",
                "timestamp with time zone",
                "description");
        List<String> numbers = List.of("01", "05", "0b", "23", "2d", "4f", "6d");
        for (int i = 0; i < words.size(); i++) {
            Schema named = SchemaBuilder.bool().name(words.get(i)).build();
            assertThat(hex(named, true)).as(words.get(i)).isEqualTo("0103" + "0708" + numbers.get(i) + "01");
        }
        refuses("0103" + "0708" + "6f" + "01", "a schema's name is outside of its range");
    }

    @Test
    void dataWithoutSchemaHasAnEmptyBlock() {
        assertThat(hex(null, "x")).isEqualTo("0100" + "080178");
        assertThat(hex(null, Map.of("x", 1))).isEqualTo("0100" + "0b01" + "080178" + "0302");
    }

    @Test
    void anotherFormatVersionIsRefused() {
        refuses("0202010006", "byte 1 of 5: the format version is 2");
        refuses("7b226122", "the format version is 123");
        refuses("", "the format version needs 1 bytes");
    }

    @Test
    void whatBreaksTheFormatIsRefused() {
        refuses("0102010006" + "00", "1 bytes follow");
        refuses("0102014006", "unknown flags");
        refuses("0102630006", "unknown type 99");
        refuses("0101010006", "does not have the length 1");
        refuses("010201008002", "an INT8 is outside of its range");
        refuses("01020700" + "02", "a BOOLEAN is neither 0 nor 1");
        refuses("01020800" + "01ff", "a STRING is no UTF-8");
        refuses("01020800" + "ffffffff0f", "a STRING is 4294967295, but only 0 bytes follow");
        refuses("01020400" + "ffffffffffffffffff02", "more than 64 bits");
        refuses("010c" + "0c0002" + "02610100" + "02620100", "length of the schema block is 12, but only 11 bytes");
        refuses("010b" + "0c0002" + "02610100" + "02610100" + "0000", "two fields of the same name");
        refuses("0107" + "0c0001" + "026101" + "01" + "8002", "a struct has a null for a field");
        refuses("0100" + "0b02" + "0302" + "00" + "0302" + "00", "the same key twice");
        refuses("0100" + "0d00", "no digits");
        refuses("0100" + "0c", "unknown tag 12");
        refuses("0100" + "0a01".repeat(100_000) + "00", "nested deeper");
    }

    @Test
    void aDecimalSchemaWithoutScaleIsRefused() {
        String name = "org.apache.kafka.connect.data.Decimal";
        HexFormat hex = HexFormat.of();
        String block = "0908" + hex.toHexDigits((byte) (2 * name.length())) + hex.formatHex(name.getBytes(UTF_8));
        refuses("01" + hex.toHexDigits((byte) (block.length() / 2)) + block + "0101", "no scale");
    }

    @Test
    void aFailureSaysWhatToDo() {
        refuses("0102010006" + "00", "set key.converter and value.converter");
    }

    private void refuses(String record, String reason) {
        assertThatThrownBy(() -> converter.toConnectData(TOPIC, HexFormat.of().parseHex(record)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("topic '" + TOPIC + "'").hasMessageContaining(reason);
    }

    private String hex(Schema schema, Object value) {
        return HexFormat.of().formatHex(converter.fromConnectData(TOPIC, schema, value));
    }
}
