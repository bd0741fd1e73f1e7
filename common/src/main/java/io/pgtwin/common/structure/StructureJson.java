package io.pgtwin.common.structure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

/**
 * Structure as JSON. An object is
 * {@code {"kind", "id": [schema, name], "table": [schema, name], "phase", "statements": [template], "functions":
 * [[schema, name]], "features": [{"name", "since"}], "arguments": template}}, where {@code table} and {@code arguments}
 * are left out if there are none. For templates
 * see {@link TemplateJson}. A table whose rows are synced also has {@code "rows": {"columns": [[name, type, NOT NULL]],
 * "key": [name]}}, which tells what is sent of it. A sequence's value is
 * {@code {"sequence": [schema, name], "owner": [schema, name], "lastValue", "called"}}, what is not carried
 * {@code {"kind", "name", "reason"}}, and a whole structure {@code {"serverVersion", "objects": [], "notCarried": []}}.
 * Readers ignore fields that they do not know.
 */
public final class StructureJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StructureJson() {}

    public static String write(StructureObject object) {
        return objectNode(object).toString();
    }

    /** @param rows what is sent of the table that the object is */
    public static String write(StructureObject object, TableDefinition rows) {
        ObjectNode node = objectNode(object);
        ObjectNode sent = node.putObject("rows");
        ArrayNode columns = sent.putArray("columns");
        rows.columns().forEach(it -> columns.addArray().add(it.name()).add(it.type()).add(it.notNull()));
        ArrayNode key = sent.putArray("key");
        rows.keyColumns().forEach(key::add);
        return node.toString();
    }

    public static String write(Structure structure) {
        ObjectNode node = JSON.createObjectNode().put("serverVersion", structure.serverVersion());
        ArrayNode objects = node.putArray("objects");
        structure.objects().forEach(object -> objects.add(objectNode(object)));
        ArrayNode notCarried = node.putArray("notCarried");
        structure.notCarried().forEach(it -> notCarried.add(node(it)));
        return node.toString();
    }

    /** An array. */
    public static String writeNotCarried(List<NotCarried> notCarried) {
        ArrayNode array = JSON.createArrayNode();
        notCarried.forEach(it -> array.add(node(it)));
        return array.toString();
    }

    /** An array. */
    public static String writeSequenceValues(List<SequenceValue> values) {
        ArrayNode array = JSON.createArrayNode();
        values.forEach(it -> array.add(node(it)));
        return array.toString();
    }

    private static ObjectNode node(SequenceValue value) {
        ObjectNode node = JSON.createObjectNode();
        node.set("sequence", TemplateJson.id(value.sequence()));
        value.owner().ifPresent(owner -> node.set("owner", TemplateJson.id(owner)));
        return node.put("lastValue", value.lastValue()).put("called", value.called());
    }

    /** @throws PgTwinException RECORD_MALFORMED if the text has another form */
    public static List<NotCarried> readNotCarried(String json) {
        return reading(() -> array(json).map(StructureJson::notCarried).toList());
    }

    /** @throws PgTwinException RECORD_MALFORMED if the text has another form */
    public static List<SequenceValue> readSequenceValues(String json) {
        return reading(() -> array(json).map(StructureJson::sequenceValue).toList());
    }

    private static Stream<JsonNode> array(String json) {
        JsonNode node = JSON.readTree(json);
        if (!node.isArray()) {
            throw new IllegalArgumentException("no array");
        }
        return node.valueStream();
    }

    private static SequenceValue sequenceValue(JsonNode node) {
        return new SequenceValue(id(node.required("sequence")), optionalId(node, "owner"),
                node.required("lastValue").asLong(), node.required("called").asBoolean());
    }

    /** @throws PgTwinException RECORD_MALFORMED if the text has another form */
    public static StructureObject readObject(String json) {
        return reading(() -> object(JSON.readTree(json)));
    }

    /**
     * What is sent of the table that an object is; empty if it is no table, or one whose rows are not synced.
     *
     * @throws PgTwinException RECORD_MALFORMED if the text has another form
     */
    public static Optional<TableDefinition> readRows(String json) {
        return reading(() -> {
            JsonNode node = JSON.readTree(json);
            return node.has("rows") ? Optional.of(rows(id(node.required("id")), node.required("rows")))
                    : Optional.empty();
        });
    }

    private static TableDefinition rows(TableId table, JsonNode node) {
        List<ColumnDefinition> columns = node.required("columns").valueStream().map(it -> new ColumnDefinition(
                it.required(0).asString(), it.required(1).asString(), it.required(2).asBoolean())).toList();
        return new TableDefinition(table, columns, TemplateJson.strings(node.required("key")));
    }

    /** @throws PgTwinException RECORD_MALFORMED if the text has another form */
    public static Structure readStructure(String json) {
        return reading(() -> {
            JsonNode node = JSON.readTree(json);
            return new Structure(node.required("serverVersion").asInt(),
                    node.required("objects").valueStream().map(StructureJson::object).toList(),
                    node.required("notCarried").valueStream().map(StructureJson::notCarried).toList());
        });
    }

    /** What may fail because of the text. */
    private interface Reading<T> {
        T read();
    }

    private static <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (JacksonException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new PgTwinException(FailureKind.RECORD_MALFORMED,
                    "A structure record is no JSON of the expected form", e);
        }
    }

    private static ObjectNode objectNode(StructureObject object) {
        ObjectNode node = JSON.createObjectNode().put("kind", object.kind().name());
        node.set("id", TemplateJson.id(object.id()));
        object.table().ifPresent(table -> node.set("table", TemplateJson.id(table)));
        node.put("phase", object.phase().name());
        ArrayNode statements = node.putArray("statements");
        object.statements().forEach(statement -> statements.add(TemplateJson.write(statement)));
        ArrayNode functions = node.putArray("functions");
        object.functions().forEach(function -> functions.add(TemplateJson.id(function)));
        ArrayNode features = node.putArray("features");
        object.features().forEach(it -> features.addObject().put("name", it.name()).put("since", it.sinceVersion()));
        object.arguments().ifPresent(types -> node.set("arguments", TemplateJson.write(types)));
        return node;
    }

    private static StructureObject object(JsonNode node) {
        return new StructureObject(StructureKind.valueOf(text(node, "kind")), id(node.required("id")),
                optionalId(node, "table"),
                StructurePhase.valueOf(text(node, "phase")),
                node.required("statements").valueStream().map(TemplateJson::read).toList(),
                node.required("functions").valueStream().map(StructureJson::id).toList(),
                node.required("features").valueStream()
                        .map(it -> new Feature(text(it, "name"), it.required("since").asInt())).toList(),
                node.has("arguments") ? Optional.of(TemplateJson.read(node.required("arguments"))) : Optional.empty());
    }

    private static TableId id(JsonNode node) {
        return TemplateJson.id(TemplateJson.strings(node), 0);
    }

    private static Optional<TableId> optionalId(JsonNode node, String field) {
        return node.has(field) ? Optional.of(id(node.required(field))) : Optional.empty();
    }

    private static ObjectNode node(NotCarried it) {
        return JSON.createObjectNode().put("kind", it.kind()).put("name", it.name()).put("reason", it.reason());
    }

    private static NotCarried notCarried(JsonNode node) {
        return new NotCarried(text(node, "kind"), text(node, "name"), text(node, "reason"));
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).asString();
    }
}
