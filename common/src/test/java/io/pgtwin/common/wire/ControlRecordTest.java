package io.pgtwin.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.ControlMessage;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.ControlMessage.ObjectDefined;
import io.pgtwin.common.model.ControlMessage.SequencesRead;
import io.pgtwin.common.model.ControlMessage.StructureDefined;
import io.pgtwin.common.model.ControlMessage.TableCopied;
import io.pgtwin.common.model.ControlMessage.TableStarted;
import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

class ControlRecordTest {
    private static final TableId ID = new TableId("Shop", "order \"lines\"");
    private static final TableDefinition TABLE = new TableDefinition(ID,
            List.of(new ColumnDefinition("größe", "numeric(10,2)", false), new ColumnDefinition("id", "bigint", true)),
            List.of("id"));

    static Stream<ControlMessage> everyMessage() {
        return Stream.of(
                new Heartbeat(1_700_000_000_000L, Lsn.parse("FFFFFFFF/80000000")),
                new TableStarted(1, TABLE, 1_000_000_000_000L, true, false),
                new TableStarted(2, new TableDefinition(ID, List.of(), List.of()), 0, false, true),
                new TableCopied(3, ID, 12),
                new ObjectDefined(4, Optional.of(ID), "{\"kind\": \"TABLE\"}"),
                new ObjectDefined(5, Optional.empty(), "{\"kind\": \"SCHEMA\"}"),
                new StructureDefined(6, 70, true, "[]"),
                new StructureDefined(7, 0, false, "[{\"kind\": \"view\"}]"),
                new SequencesRead(8, "[]"),
                new Watermark(9, Lsn.ZERO, Lsn.parse("FFFFFFFF/80000000"), Optional.empty(), 0, Map.of()),
                new Watermark(10, Lsn.parse("0/80000000"), Lsn.parse("FFFFFFFF/80000000"),
                        Optional.of(1_700_000_000_000L),
                        3, Map.of("shop.a.b", new TopicMark(1, Position.upTo(Lsn.parse("FFFFFFFF/7FFFFFF8"))),
                                "shop.a.c", new TopicMark(2, new Position(new Lsn(-8), new Lsn(-16), 1)))));
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void whatIsWrittenIsRead(ControlMessage message) {
        Struct value = ControlRecord.write(message);
        value.validate();

        assertThat(ControlRecord.read(value)).contains(message);
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void whatIsWrittenIsReadThroughJson(ControlMessage message) throws IOException {
        assertThat(ControlRecord.read(throughJson(message, true))).contains(message);
        assertThat(ControlRecord.read(throughJson(message, false))).contains(message);
    }

    @Test
    void otherValuesAreNoControlRecords() {
        Struct other = new Struct(SchemaBuilder.struct().name("other").field("type", Schema.STRING_SCHEMA).build());

        assertThat(ControlRecord.read(other)).isEmpty();
        assertThat(ControlRecord.read(Map.of("type", "heartbeat"))).isEmpty();
        assertThat(ControlRecord.read("heartbeat")).isEmpty();
        assertThat(ControlRecord.read(null)).isEmpty();
    }

    @Test
    void anUnknownTypeIsRefused() {
        refuses(Map.of("type", "table_renamed", "ts_ms", 1L), "'table_renamed'");
    }

    @Test
    void aMissingOrMistypedFieldIsNamed() {
        refuses(Map.of("type", "heartbeat", "ts_ms", 1L), "'lsn' of a control record is no number");
        refuses(Map.of("type", "heartbeat", "ts_ms", "now", "lsn", 1L), "'ts_ms' of a control record is no number");
        refuses(Map.of("type", "table_copied", "ts_ms", 1L, "schema", "a", "rows", 1L),
                "'table' of a control record is no text");
        refuses(Map.of("type", "structure_defined", "ts_ms", 1L, "rows", 1L, "rows_follow", "no"),
                "'rows_follow' of a control record is no boolean");
        refuses(Map.of("type", "watermark", "ts_ms", 1L, "previous_lsn", 1L), "'lsn' of a watermark is no number");
        refuses(Map.of("type", "watermark", "ts_ms", 1L, "previous_lsn", 1L, "lsn", 2L, "transactions", 1L,
                "topics", 1L),
                "'topics' of a watermark is no list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"columns\": [], \"key\": [\"id\"]}", "{\"key\": []}",
        "{\"columns\": [{\"name\": \"id\"}], \"key\": []}", "{\"columns\": 1, \"key\": []}"})
    void aDefinitionOfAnotherFormIsRefused(String definition) {
        Map<String, Object> started = new HashMap<>(Map.of("type", "table_started", "ts_ms", 1L, "schema", "a",
                "table", "b", "rows", 1L, "definition", definition));

        refuses(started, "definition of table a.b in a control record is no JSON of the expected form");
    }

    private static void refuses(Map<String, ?> value, String reason) {
        assertThatThrownBy(() -> ControlRecord.read(value)).isInstanceOfSatisfying(PgTwinException.class,
                e -> assertThat(e.kind()).isEqualTo(FailureKind.RECORD_MALFORMED)).hasMessageContaining(reason);
    }

    private static Object throughJson(ControlMessage message, boolean schemas) throws IOException {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", schemas), false);
            Struct value = ControlRecord.write(message);
            return converter.toConnectData("t", converter.fromConnectData("t", value.schema(), value)).value();
        }
    }
}
