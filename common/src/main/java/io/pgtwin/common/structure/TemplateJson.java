package io.pgtwin.common.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.pgtwin.common.model.TableId;

/**
 * A template as JSON: an array of parts. A string is text, and the others have one field, which names the kind of
 * reference:
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
final class TemplateJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TemplateJson() {}

    static ArrayNode write(SqlTemplate template) {
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

    static SqlTemplate read(JsonNode node) {
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
            return reference("relation", id(it.id()));
        } else if (part instanceof SqlPart.RowName it) {
            return reference("row", id(it.table()));
        } else if (part instanceof SqlPart.SchemaOf it) {
            return reference("schema", id(it.id()));
        } else if (part instanceof SqlPart.Sequence it) {
            ArrayNode path = id(it.id());
            it.owner().ifPresent(owner -> path.add(owner.schema()).add(owner.name()));
            return reference("sequence", path);
        } else if (part instanceof SqlPart.Column it) {
            return reference("column", id(it.table()).add(it.name()));
        } else if (part instanceof SqlPart.Local it) {
            return reference("local", id(it.table()).add(it.name()));
        } else if (part instanceof SqlPart.QualifiedLocal it) {
            return reference("qualified", id(it.table()).add(it.name()));
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

    /** {@code [schema, name]}. */
    static ArrayNode id(TableId id) {
        return array(id.schema(), id.name());
    }

    static TableId id(List<String> path, int from) {
        return new TableId(path.get(from), path.get(from + 1));
    }

    private static ArrayNode array(String... values) {
        ArrayNode node = JSON.createArrayNode();
        for (String value : values) {
            node.add(value);
        }
        return node;
    }

    static List<String> strings(JsonNode node) {
        List<String> values = new ArrayList<>();
        node.valueStream().forEach(value -> values.add(value.asString()));
        return values;
    }
}
