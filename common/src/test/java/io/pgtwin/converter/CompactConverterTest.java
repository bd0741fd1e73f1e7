package io.pgtwin.converter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;

import io.pgtwin.common.Version;

class CompactConverterTest {
    private static final String TOPIC = "shop.public.orders";

    private final CompactConverter writer = new CompactConverter();
    private final CompactConverter reader = new CompactConverter();

    @Test
    void isFoundAsAPluginWithTheVersionOfTheBuild() {
        assertThat(ServiceLoader.load(Converter.class)).hasAtLeastOneElementOfType(CompactConverter.class);
        assertThat((Versioned) writer).extracting(Versioned::version).isEqualTo(Version.current());
    }

    @Test
    void everyScalarKeepsItsExtremes() {
        everyValueSurvives(Schema.INT8_SCHEMA, Byte.MIN_VALUE, (byte) -1, (byte) 0, Byte.MAX_VALUE);
        everyValueSurvives(Schema.INT16_SCHEMA, Short.MIN_VALUE, (short) 0, Short.MAX_VALUE);
        everyValueSurvives(Schema.INT32_SCHEMA, Integer.MIN_VALUE, -64, 63, 64, 0, Integer.MAX_VALUE);
        everyValueSurvives(Schema.INT64_SCHEMA, Long.MIN_VALUE, -1L, 0L, 1L << 62, Long.MAX_VALUE);
        everyValueSurvives(Schema.FLOAT32_SCHEMA, Float.NaN, -0.0f, Float.NEGATIVE_INFINITY, Float.MIN_VALUE);
        everyValueSurvives(Schema.FLOAT64_SCHEMA, Double.NaN, -0.0, Double.POSITIVE_INFINITY, Double.MIN_VALUE);
        everyValueSurvives(Schema.BOOLEAN_SCHEMA, true, false);
        everyValueSurvives(Schema.STRING_SCHEMA, "", "plain", "\u0000", "Grüße", "日本語", "\uFFFD", "😀 x");
        everyValueSurvives(Schema.STRING_SCHEMA, "x".repeat(70_000), "é".repeat(70_000));
        everyValueSurvives(Schema.BYTES_SCHEMA, new byte[0], new byte[] {-128, 0, 127}, new byte[300]);
        everyValueSurvives(Schema.OPTIONAL_INT32_SCHEMA, 5);
    }

    @Test
    void aNanKeepsItsBits() {
        double nan = Double.longBitsToDouble(0x7FF0_0000_0000_0001L);
        Double read = (Double) roundTrip(Schema.FLOAT64_SCHEMA, nan).value();
        assertThat(Double.doubleToRawLongBits(read)).isEqualTo(Double.doubleToRawLongBits(nan));
    }

    @Test
    void logicalTypesKeepTheirJavaObjects() {
        everyValueSurvives(Decimal.schema(2), new BigDecimal("-12345678901234567890.12"), new BigDecimal("0.00"));
        everyValueSurvives(Decimal.schema(-3), new BigDecimal("5E3"));
        everyValueSurvives(Date.SCHEMA, new java.util.Date(0), new java.util.Date(-86_400_000L * 400_000));
        everyValueSurvives(Time.SCHEMA, new java.util.Date(0), new java.util.Date(86_399_999));
        everyValueSurvives(Timestamp.SCHEMA, new java.util.Date(Long.MIN_VALUE), new java.util.Date(1));
    }

    @Test
    void aLogicalNameOnAnotherBaseTypeChangesNothingInTheSchema() {
        Schema schema = SchemaBuilder.struct().name(Date.LOGICAL_NAME).field("a", Schema.STRING_SCHEMA).build();
        everyValueSurvives(schema, new Struct(schema).put("a", "x"));
    }

    @Test
    void byteBuffersAreReadAsTheirRemainingBytes() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);
        assertThat(roundTrip(Schema.BYTES_SCHEMA, buffer).value()).isEqualTo(new byte[] {2, 3});
        assertThat(roundTrip(Schema.BYTES_SCHEMA, buffer.asReadOnlyBuffer()).value()).isEqualTo(new byte[] {2, 3});
        assertThat(roundTrip(null, buffer).value()).isEqualTo(new byte[] {2, 3});
        assertThat(buffer.remaining()).isEqualTo(2);
    }

    @Test
    void arraysAndMapsKeepTheirNulls() {
        Schema array = SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build();
        everyValueSurvives(array, List.of(), Arrays.asList("a", null, ""));
        Schema map = SchemaBuilder.map(Schema.OPTIONAL_INT32_SCHEMA, array).build();
        Map<Object, Object> value = new LinkedHashMap<>();
        value.put(1, List.of());
        value.put(null, Arrays.asList((Object) null));
        everyValueSurvives(map, Map.of(), value);
    }

    @Test
    void equalMapsAreEqualBytes() {
        Schema map = SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA).build();
        Map<String, Integer> one = new LinkedHashMap<>();
        Map<String, Integer> other = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            one.put("key" + i, i);
            other.put("key" + (19 - i), 19 - i);
        }
        assertThat(write(map, one)).isEqualTo(write(map, other));
        assertThat(write(null, one)).isEqualTo(write(null, other));
    }

    @Test
    void everyPartOfASchemaSurvives() {
        Schema inner = SchemaBuilder.struct().name("inner").version(-7).doc("what it is").optional()
                .parameter("b", "2").parameter("a", "").field("x", Schema.INT8_SCHEMA).build();
        Schema schema = SchemaBuilder.struct().name("outer").version(Integer.MAX_VALUE).doc("")
                .field("inner", inner)
                .field("with default", SchemaBuilder.string().defaultValue("grün").build())
                .field("decimal", Decimal.builder(3).optional().defaultValue(new BigDecimal("1.250")).build())
                .field("structs", SchemaBuilder.map(Schema.STRING_SCHEMA, inner).defaultValue(Map.of()).build())
                .field("bytes", SchemaBuilder.bytes().defaultValue(new byte[] {1, 2}).build())
                .build();
        SchemaAndValue read = roundTrip(schema, new Struct(schema).put("inner", new Struct(inner).put("x", (byte) 1)));
        assertThat(read.schema()).isEqualTo(schema);
    }

    @Test
    void aNullIsNotReplacedByTheDefaultValue() {
        Schema optional = SchemaBuilder.int32().optional().defaultValue(5).build();
        Schema schema = SchemaBuilder.struct().field("a", optional).field("b", optional).build();
        Struct read = (Struct) roundTrip(schema, new Struct(schema).put("b", 6)).value();
        assertThat(read.getWithoutDefault("a")).isNull();
        assertThat(read.get("a")).isEqualTo(5);
        assertThat(read.get("b")).isEqualTo(6);
    }

    @Test
    void theDefaultValueOfAStructSurvivesBeingReadAndWrittenAgain() {
        Schema plain = SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build();
        Struct defaultValue = new Struct(plain).put("a", 7);
        Schema withDefault = new ConnectSchema(Schema.Type.STRUCT, true, defaultValue, null, null, null, null,
                plain.fields(), null, null);
        Schema outer = SchemaBuilder.struct().field("s", withDefault).build();
        SchemaAndValue once = roundTrip(outer, new Struct(outer));
        SchemaAndValue twice = roundTrip(once.schema(), once.value());
        assertThat(((Struct) ((Struct) twice.value()).get("s")).get("a")).isEqualTo(7);
        assertThat(((Struct) twice.value()).getWithoutDefault("s")).isNull();
    }

    @Test
    void schemalessDataSurvives() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("null", null);
        map.put("list", Arrays.asList((byte) 1, (short) 2, 3, 4L, 5.5f, 6.5d, true, null, "x"));
        map.put("numbers", List.of(new BigDecimal("1.50"), new BigDecimal("1E+9").toBigInteger()));
        map.put("date", new java.util.Date(77));
        everyValueSurvives(null, "text", 1, 2L, map, List.of(), Map.of(), new byte[] {9});
    }

    @Test
    void nullIsNullBytesWhateverTheSchema() {
        assertThat(writer.fromConnectData(TOPIC, null, null)).isNull();
        assertThat(writer.fromConnectData(TOPIC, Schema.STRING_SCHEMA, null)).isNull();
        assertThat(writer.fromConnectData(TOPIC, SchemaBuilder.int8().defaultValue((byte) 1).build(), null)).isNull();
        assertThat(reader.toConnectData(TOPIC, null)).isSameAs(SchemaAndValue.NULL);
    }

    @Test
    void anEmptyStructTakesAByteSoThatCountsCanBeChecked() {
        Schema empty = SchemaBuilder.struct().build();
        Schema array = SchemaBuilder.array(empty).build();
        everyValueSurvives(array, List.of(new Struct(empty), new Struct(empty)));
    }

    @Test
    void aStructOf1600ColumnsSurvives() {
        SchemaBuilder builder = SchemaBuilder.struct();
        for (int i = 0; i < 1600; i++) {
            builder.field("column_" + i, i % 2 == 0 ? Schema.OPTIONAL_STRING_SCHEMA : Schema.OPTIONAL_INT64_SCHEMA);
        }
        Schema schema = builder.build();
        Struct struct = new Struct(schema);
        for (int i = 0; i < 1600; i += 3) {
            struct.put("column_" + i, i % 2 == 0 ? (Object) ("value " + i) : (Object) (long) i);
        }
        everyValueSurvives(schema, struct, new Struct(schema));
    }

    @Test
    void maximumNestingSurvivesAndOneMoreIsRefused() {
        Schema schema = Schema.INT32_SCHEMA;
        Object value = 1;
        Object schemaless = 1;
        for (int depth = 1; depth < Nesting.LIMIT; depth++) {
            schema = SchemaBuilder.array(schema).build();
            value = List.of(value);
            schemaless = List.of(schemaless);
        }
        everyValueSurvives(schema, value);
        everyValueSurvives(null, schemaless);
        Schema tooDeep = SchemaBuilder.array(schema).build();
        Object tooDeepValue = List.of(value);
        assertThatThrownBy(() -> write(tooDeep, tooDeepValue)).isInstanceOf(DataException.class)
                .hasMessageContaining(TOPIC).hasMessageContaining("nested deeper than");
        assertThatThrownBy(() -> write(null, tooDeepValue)).isInstanceOf(DataException.class);
    }

    @Test
    void aSchemaBuilderIsWrittenAsItIsNow() {
        SchemaBuilder builder = SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA);
        assertThat(roundTrip(builder, new Struct(builder).put("a", 1)).schema().fields()).hasSize(1);
        builder.field("b", Schema.OPTIONAL_INT32_SCHEMA);
        SchemaAndValue read = roundTrip(builder, new Struct(builder).put("a", 1).put("b", 2));
        assertThat(((Struct) read.value()).get("b")).isEqualTo(2);
    }

    @Test
    void whatDoesNotMatchItsSchemaIsRefusedWithoutShowingIt() {
        refuses(Schema.INT32_SCHEMA, "secret", "does not match its schema");
        refuses(SchemaBuilder.bytes().name(Decimal.LOGICAL_NAME).build(), BigDecimal.ONE, "no scale");
        refuses(Decimal.schema(2), new BigDecimal("1.2345"), "scale");
        refuses(SchemaBuilder.array(Schema.INT32_SCHEMA).build(), Collections.singletonList(null), "null");
        refuses(Schema.STRING_SCHEMA, "secret\uD800", "surrogate");
        refuses(null, new Object(), "java.lang.Object");
        Schema schema = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
        refuses(schema, new Struct(schema), "field 'id' is null");
        Schema other = SchemaBuilder.struct().field("ID", Schema.INT32_SCHEMA).build();
        refuses(schema, new Struct(other).put("ID", 1), "other fields");
    }

    @Test
    void aFailedWriteLeavesNothingBehind() {
        Schema schema = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
        Struct complete = new Struct(schema).put("id", 1);
        byte[] before = write(schema, complete);
        refuses(schema, new Struct(schema), "id");
        assertThat(write(schema, complete)).isEqualTo(before);
    }

    private void refuses(Schema schema, Object value, String reason) {
        assertThatThrownBy(() -> write(schema, value)).isInstanceOf(DataException.class)
                .hasMessageContaining(TOPIC).hasMessageContaining(reason).hasMessageNotContaining("secret");
    }

    private void everyValueSurvives(Schema schema, Object... values) {
        for (Object value : values) {
            SchemaAndValue read = roundTrip(schema, value);
            assertThat(read.schema()).isEqualTo(schema);
            assertThat(read.value()).isEqualTo(value);
        }
    }

    private SchemaAndValue roundTrip(Schema schema, Object value) {
        return reader.toConnectData(TOPIC, write(schema, value));
    }

    private byte[] write(Schema schema, Object value) {
        return writer.fromConnectData(TOPIC, schema, value);
    }
}
