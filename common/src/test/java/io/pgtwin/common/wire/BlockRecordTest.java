package io.pgtwin.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.CopyFormat;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.converter.CompactConverter;

class BlockRecordTest {
    private static final TableDefinition TABLE = new TableDefinition(new TableId("Shop", "größe"),
            List.of(new ColumnDefinition("id", "bigint", true), new ColumnDefinition("note", "text", false)),
            List.of("id"));
    private static final byte[] LINES = "1\tä\\n\n2\t\\N\n".getBytes(StandardCharsets.UTF_8);
    private static final Origin ORIGIN = new Origin(
            Position.ofCopiedRow(new Lsn(200), 9), 5_000, 0, Phase.COPY);

    private final Struct written = BlockRecord.write(new CopyBlock(TABLE, CopyFormat.TEXT, LINES, 2, ORIGIN),
            "sync", "db");
    private final BlockRecord.Reader reader = new BlockRecord.Reader();

    @Test
    void whatIsWrittenIsRead() {
        written.validate();
        isTheBlock(written);
    }

    @Test
    void whatIsWrittenIsReadThroughOurOwnConverter() {
        isTheBlock(through(new CompactConverter()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsWrittenIsReadThroughJson(boolean schemas) {
        JsonConverter json = new JsonConverter();
        json.configure(Map.of("schemas.enable", schemas), false);

        isTheBlock(through(json));
    }

    @ParameterizedTest
    @EnumSource(CopyFormat.class)
    void theFormatIsRead(CopyFormat format) {
        Struct record = BlockRecord.write(new CopyBlock(TABLE, format, LINES, 2, ORIGIN), "sync", "db");

        assertThat(reader.read(record).orElseThrow().format()).isEqualTo(format);
    }

    @Test
    void rowsCountDownFromTheLast() {
        CopyBlock block = reader.read(written).orElseThrow();

        assertThat(block.originOf(1)).isEqualTo(ORIGIN);
        assertThat(block.originOf(0).position().seq()).isEqualTo(8);
    }

    @Test
    void equalDefinitionsAreIdentical() {
        assertThat(reader.read(written).orElseThrow().table())
                .isSameAs(reader.read(through(new CompactConverter())).orElseThrow().table());
    }

    @Test
    void aFieldThatCannotBeReadIsNamed() {
        JsonConverter json = new JsonConverter();
        json.configure(Map.of("schemas.enable", false), false);
        for (String field : List.of("format", "rows", "definition", "data")) {
            Map<Object, Object> broken = new HashMap<>((Map<?, ?>) through(json));
            broken.put(field, "§");

            assertThatThrownBy(() -> reader.read(broken)).isInstanceOf(PgTwinException.class)
                    .hasMessageContaining(field.equals("definition") ? "definition" : "'" + field + "'");
        }
    }

    @Test
    void otherValuesAreNoBlocks() {
        assertThat(reader.read(Map.of("data", "x"))).isEmpty();
        assertThat(reader.read(null)).isEmpty();
    }

    private Object through(Converter converter) {
        byte[] bytes = converter.fromConnectData("t", written.schema(), written);
        SchemaAndValue read = converter.toConnectData("t", bytes);
        return read.value();
    }

    private void isTheBlock(Object value) {
        CopyBlock block = reader.read(value).orElseThrow();
        assertThat(block.data()).isEqualTo(LINES);
        assertThat(block.table()).isEqualTo(TABLE);
        assertThat(block.rows()).isEqualTo(2);
        assertThat(block.origin()).isEqualTo(ORIGIN);
    }
}
