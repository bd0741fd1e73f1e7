package io.pgtwin.common.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;

/**
 * Structure as JSON. An object is
 * {@code {"kind", "id": [schema, name], "table": [schema, name], "phase", "statements": [template], "functions": [[schema,
 * name]], "features": [{"name", "since"}]}}, where {@code table} is left out if there is none. A template is an array of parts:
 * a string is text, and the others have one field, which names the kind of reference:
 * <pre>
 * {"relation": [schema, name]}                                a table, type, collation or function, qualified
 * {"row": [schema, table]}                                    a table's name, unqualified
 * {"schema": [schema, name]}                                  the schema that holds an object
 * {"sequence": [schema, name, owner's schema, owner]}         the last two only if a table owns it
 * {"column": [schema, table, column]}
 * {"local": [schema, table, name]}                            an index, or a constraint that has one, unqualified
 * {"qualified": [schema, table, name]}                        an index or extended statistics, qualified
 * {"extension": [extension, schema]}                          the schema of the extension's objects
 * {"literal": part}                                           the part as a string literal
 * </pre>
 */
public final class StructureJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StructureJson() {}

    public static String write(StructureObject object) {
        return objectNode(object).toString();
    }

    public static String write(Structure structure) {
        ObjectNode node = JSON.createObjectNode().put("serverVersion", structure.serverVersion());
        ArrayNode objects = node.putArray("objects");
        structure.objects().forEach(object -> objects.add(objectNode(object)));
        ArrayNode notCarried = node.putArray("notCarried");
        structure.notCarried().forEach(it -> notCarried.addObject().put("kind", it.kind()).put("name", it.name())
                .put("reason", it.reason()));
        return node.toString();
    }

    /** @throws PgTwinException RECORD_MALFORMED if the text has another form */
    public static StructureObject readObject(String json) {
        return reading(() -> object(JSON.readTree(json)));
    }

    /** @throws PgTwinException RECORD_MALFORMED if the text has another form */
    public static Structure readStructure(String json) {
        return reading(() -> {
            JsonNode node = JSON.readTree(json);
            return new Structure(node.required("serverVersion").asInt(),
                    node.required("objects").valueStream().map(StructureJson::object).toList(),
                    node.required("notCarried").valueStream().map(it -> new NotCarried(text(it, "kind"), text(it, "name"),
                            text(it, "reason"))).toList());
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
            throw new PgTwinException(FailureKind.RECORD_MALFORMED, "A structure record is no JSON of the expected form", e);
        }
    }

    private static ObjectNode objectNode(StructureObject object) {
        ObjectNode node = JSON.createObjectNode().put("kind", object.kind().name());
        node.set("id", idNode(object.id()));
        object.table().ifPresent(table -> node.set("table", idNode(table)));
        node.put("phase", object.phase().name());
        ArrayNode statements = node.putArray("statements");
        object.statements().forEach(statement -> statements.add(templateNode(statement)));
        ArrayNode functions = node.putArray("functions");
        object.functions().forEach(function -> functions.add(idNode(function)));
        ArrayNode features = node.putArray("features");
        object.features().forEach(it -> features.addObject().put("name", it.name()).put("since", it.sinceVersion()));
        return node;
    }

    private static StructureObject object(JsonNode node) {
        return new StructureObject(StructureKind.valueOf(text(node, "kind")), id(node.required("id")),
                node.has("table") ? Optional.of(id(node.required("table"))) : Optional.empty(),
                StructurePhase.valueOf(text(node, "phase")),
                node.required("statements").valueStream().map(StructureJson::template).toList(),
                node.required("functions").valueStream().map(StructureJson::id).toList(),
                node.required("features").valueStream()
                        .map(it -> new Feature(text(it, "name"), it.required("since").asInt())).toList());
    }

    private static ArrayNode idNode(TableId id) {
        return array(id.schema(), id.name());
    }

    private static TableId id(JsonNode node) {
        return id(strings(node), 0);
    }

    private static TableId id(List<String> path, int from) {
        return new TableId(path.get(from), path.get(from + 1));
    }

    private static ArrayNode templateNode(SqlTemplate template) {
        ArrayNode node = JSON.createArrayNode();
        for (SqlPart part : template.parts()) {
            if (part instanceof SqlPart.Text text) {
                node.add(text.text());
            } else {
                node.add(partNode(part));
            }
        }
        return node;
    }

    private static SqlTemplate template(JsonNode node) {
        SqlTemplate.Builder template = SqlTemplate.builder();
        node.valueStream().forEach(part -> {
            if (part.isString()) {
                template.text(part.asString());
            } else {
                template.part(part(part));
            }
        });
        return template.build();
    }

    private static ObjectNode partNode(SqlPart part) {
        if (part instanceof SqlPart.Relation it) {
            return reference("relation", idNode(it.id()));
        } else if (part instanceof SqlPart.RowName it) {
            return reference("row", idNode(it.table()));
        } else if (part instanceof SqlPart.SchemaOf it) {
            return reference("schema", idNode(it.id()));
        } else if (part instanceof SqlPart.Sequence it) {
            ArrayNode path = idNode(it.id());
            it.owner().ifPresent(owner -> path.add(owner.schema()).add(owner.name()));
            return reference("sequence", path);
        } else if (part instanceof SqlPart.Column it) {
            return reference("column", idNode(it.table()).add(it.name()));
        } else if (part instanceof SqlPart.Local it) {
            return reference("local", idNode(it.table()).add(it.name()));
        } else if (part instanceof SqlPart.QualifiedLocal it) {
            return reference("qualified", idNode(it.table()).add(it.name()));
        } else if (part instanceof SqlPart.ExtensionSchema it) {
            return reference("extension", array(it.extension(), it.sourceSchema()));
        } else if (part instanceof SqlPart.Literal it) {
            return reference("literal", partNode(it.inside()));
        }
        throw new IllegalArgumentException("No JSON form for " + part.getClass());
    }

    private static SqlPart part(JsonNode node) {
        String kind = node.propertyNames().iterator().next();
        JsonNode value = node.required(kind);
        if (kind.equals("literal")) {
            return new SqlPart.Literal(part(value));
        }
        List<String> path = strings(value);
        return switch (kind) {
            case "relation" -> new SqlPart.Relation(id(path, 0));
            case "row" -> new SqlPart.RowName(id(path, 0));
            case "schema" -> new SqlPart.SchemaOf(id(path, 0));
            case "sequence" -> new SqlPart.Sequence(id(path, 0),
                    path.size() > 2 ? Optional.of(id(path, 2)) : Optional.empty());
            case "column" -> new SqlPart.Column(id(path, 0), path.get(2));
            case "local" -> new SqlPart.Local(id(path, 0), path.get(2));
            case "qualified" -> new SqlPart.QualifiedLocal(id(path, 0), path.get(2));
            case "extension" -> new SqlPart.ExtensionSchema(path.get(0), path.get(1));
            default -> throw new IllegalArgumentException("Unknown reference '" + kind + "'");
        };
    }

    private static ObjectNode reference(String kind, JsonNode value) {
        ObjectNode node = JSON.createObjectNode();
        node.set(kind, value);
        return node;
    }

    private static ArrayNode array(String... values) {
        ArrayNode node = JSON.createArrayNode();
        for (String value : values) {
            node.add(value);
        }
        return node;
    }

    private static List<String> strings(JsonNode node) {
        List<String> values = new ArrayList<>();
        node.valueStream().forEach(value -> values.add(value.asString()));
        return values;
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).asString();
    }
}
