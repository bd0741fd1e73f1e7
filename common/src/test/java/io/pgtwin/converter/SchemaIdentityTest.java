package io.pgtwin.converter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class SchemaIdentityTest {
    private final CompactConverter writer = new CompactConverter();
    private final CompactConverter reader = new CompactConverter();

    @Test
    void alternatingBlocksGiveTheirOwnIdenticalSchema() {
        List<Schema> written = schemas(500);
        List<Schema> first = readAll(written);
        assertThat(first).isEqualTo(written);
        List<Schema> second = readAll(written);
        for (int i = 0; i < written.size(); i++) {
            assertThat(second.get(i)).isSameAs(first.get(i));
        }
    }

    @Test
    void equalSchemasGiveEqualBytesAndAreReadAsOne() {
        Schema one = schemas(1).get(0);
        Schema other = schemas(1).get(0);
        assertThat(one).isNotSameAs(other);
        byte[] record = record(one);
        assertThat(record(other)).isEqualTo(record);
        assertThat(new CompactConverter().fromConnectData("t", other, value(other))).isEqualTo(record);
        Schema parametersTurned = SchemaBuilder.string().parameter("b", "2").parameter("a", "1").build();
        Schema parameters = SchemaBuilder.string().parameter("a", "1").parameter("b", "2").build();
        assertThat(writer.fromConnectData("t", parametersTurned, "x"))
                .isEqualTo(new CompactConverter().fromConnectData("t", parameters, "x"));
    }

    @Test
    void nestedStructsHaveTheSchemaOfTheirField() {
        Schema inner = schemas(1).get(0);
        Schema outer = SchemaBuilder.struct().field("inner", inner).build();
        SchemaAndValue read = reader.toConnectData("t",
                writer.fromConnectData("t", outer, new Struct(outer).put("inner", value(inner))));
        assertThat(((Struct) read.value()).getStruct("inner").schema())
                .isSameAs(read.schema().field("inner").schema());
    }

    @Test
    void moreSchemasThanAreKeptAreStillWrittenAndReadRight() {
        List<Schema> written = schemas(20_000);
        assertThat(readAll(written)).isEqualTo(written);
    }

    @Test
    void severalThreadsMayShareAConverter() throws Exception {
        List<Schema> written = schemas(50);
        Callable<List<Schema>> work = () -> readAll(written);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<List<Schema>> result : threads.invokeAll(List.of(work, work, work, work))) {
                assertThat(result.get()).isEqualTo(written);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Schema> readAll(List<Schema> written) {
        List<Schema> read = new ArrayList<>();
        for (Schema schema : written) {
            SchemaAndValue data = reader.toConnectData("t", record(schema));
            assertThat(data.value()).isEqualTo(value(schema));
            read.add(data.schema());
        }
        return read;
    }

    private byte[] record(Schema schema) {
        return writer.fromConnectData("t", schema, value(schema));
    }

    private static Struct value(Schema schema) {
        return new Struct(schema).put("id", 7L);
    }

    private static List<Schema> schemas(int count) {
        List<Schema> schemas = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            schemas.add(SchemaBuilder.struct().name("table" + i).field("id", Schema.INT64_SCHEMA).build());
        }
        return schemas;
    }
}
