package io.pgtwin.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

class ChangeRecordTest {
    private static final TableDefinition TABLE = new TableDefinition(new TableId("Shop", "order.lines"),
            List.of(new ColumnDefinition("order id", "bigint", true),
                    new ColumnDefinition("line", "smallint", true),
                    new ColumnDefinition("price", "numeric(10,2)", false),
                    new ColumnDefinition("note", "text", false),
                    new ColumnDefinition("photo", "bytea", false),
                    new ColumnDefinition("weight", "real", false),
                    new ColumnDefinition("gift", "boolean", false)),
            List.of("line", "order id"));
    private static final Origin ORIGIN = new Origin(
            new Position(Lsn.parse("FFFFFFFF/00000010"), Lsn.parse("0/80000000"), 3), 1_700_000_000_000L, 77,
            Phase.STREAM);

    static Stream<ChangeEvent> everyKindOfEvent() {
        Origin copied = new Origin(ORIGIN.position(), 1, 0, Phase.COPY);
        return Stream.of(
                ChangeEvent.read(TABLE, fullRow(), copied),
                ChangeEvent.create(TABLE, fullRow(), ORIGIN),
                ChangeEvent.update(TABLE, Optional.empty(), fullRow(), ORIGIN),
                ChangeEvent.update(TABLE, Optional.empty(), rowWithoutNote(), ORIGIN),
                ChangeEvent.update(TABLE, Optional.of(fullRow()), rowWithoutNote(), ORIGIN),
                ChangeEvent.delete(TABLE, keyOnly(), ORIGIN),
                ChangeEvent.delete(TABLE, fullRow(), ORIGIN),
                ChangeEvent.truncate(TABLE, new Origin(ORIGIN.position(), 5, 9, Phase.CATCH_UP)));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfEvent")
    void whatIsWrittenIsRead(ChangeEvent event) {
        Struct value = new ChangeRecord.Writer("sync", "db").value(event);
        value.validate();

        assertThat(new ChangeRecord.Reader().read(null, value.schema(), value)).contains(event);
    }

    @ParameterizedTest
    @MethodSource("everyKindOfEvent")
    void whatIsWrittenIsReadThroughJsonWithSchemas(ChangeEvent event) {
        SchemaAndValue back = throughJson(event, true);

        assertThat(new ChangeRecord.Reader().read(null, back.schema(), back.value())).contains(event);
    }

    @ParameterizedTest
    @MethodSource("everyKindOfEvent")
    void whatIsWrittenIsReadThroughJsonWithoutSchemas(ChangeEvent event) {
        SchemaAndValue back = throughJson(event, false);
        Map<String, Object> key = Map.of("line", 2L, "order id", 1L);

        ChangeEvent read = new ChangeRecord.Reader().read(key, null, back.value()).orElseThrow();

        assertThat(read.operation()).isEqualTo(event.operation());
        assertThat(read.origin()).isEqualTo(event.origin());
        assertThat(read.table().id()).isEqualTo(TABLE.id());
        assertThat(read.before().isPresent()).isEqualTo(event.before().isPresent());
        event.after().ifPresent(row -> assertThat(read.after().orElseThrow().value(read.table().indexOf("price")))
                .isEqualTo(row.value(TABLE.indexOf("price"))));
    }

    @Test
    void aColumnThatWasNotSentHasNoFieldInTheImage() {
        Struct value = new ChangeRecord.Writer("sync", "db")
                .value(ChangeEvent.update(TABLE, Optional.empty(), rowWithoutNote(), ORIGIN));

        assertThat(value.getStruct("after").schema().field("note")).isNull();
        assertThat(value.getStruct("after").schema().field("photo")).isNotNull();
    }

    @Test
    void theKeyHoldsTheKeyColumnsInKeyOrder() {
        SchemaAndValue key = new ChangeRecord.Writer("sync", "db").key(ChangeEvent.delete(TABLE, keyOnly(), ORIGIN));

        assertThat(key.schema().fields()).extracting("name").containsExactly("line", "order id");
        assertThat(((Struct) key.value()).get("order id")).isEqualTo(1L);
    }

    @Test
    void anUnknownOperationIsRefused() {
        Struct value = new ChangeRecord.Writer("sync", "db").value(ChangeEvent.create(TABLE, fullRow(), ORIGIN));
        value.put("op", "x");

        assertThatThrownBy(() -> new ChangeRecord.Reader().read(null, value.schema(), value))
                .isInstanceOf(PgTwinException.class).hasMessageContaining("op").hasMessageContaining("'x'");
    }

    private static SchemaAndValue throughJson(ChangeEvent event, boolean schemas) {
        try (Converter converter = jsonConverter(schemas)) {
            Struct value = new ChangeRecord.Writer("sync", "db").value(event);
            return converter.toConnectData("t", converter.fromConnectData("t", value.schema(), value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Converter jsonConverter(boolean schemas) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", schemas), false);
        return converter;
    }

    private static Row fullRow() {
        return Row.builder(7).value(0, 1L).value(1, (short) 2).value(2, "NaN").value(3, "tab\t")
                .value(4, new byte[] {0, -1})
                .setNull(5).value(6, true).build();
    }

    private static Row rowWithoutNote() {
        return Row.builder(7).value(0, 1L).value(1, (short) 2).value(2, "1.50").value(4, new byte[0]).value(5, 1.5f)
                .setNull(6).build();
    }

    private static Row keyOnly() {
        return Row.builder(7).value(0, 1L).value(1, (short) 2).build();
    }
}
