package io.pgtwin.common.wire;

import java.util.List;
import java.util.Objects;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

/** A table's definition as JSON: {@code {"columns": [{"name", "type", "notNull"}], "key": ["name"]}}. */
final class DefinitionJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DefinitionJson() {}

    /** The JSON document. */
    record Document(List<Column> columns, List<String> key) {}

    /** A column in the document. */
    record Column(String name, String type, boolean notNull) {
        Column {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }
    }

    static String write(TableDefinition table) {
        List<Column> columns = table.columns().stream()
                .map(column -> new Column(column.name(), column.type(), column.notNull())).toList();
        return JSON.writeValueAsString(new Document(columns, table.keyColumns()));
    }

    static TableDefinition read(TableId id, String json) {
        try {
            Document document = JSON.readValue(json, Document.class);
            List<ColumnDefinition> columns = document.columns().stream()
                    .map(column -> new ColumnDefinition(column.name(), column.type(), column.notNull())).toList();
            return new TableDefinition(id, columns, document.key());
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new PgTwinException(FailureKind.RECORD_MALFORMED,
                    "The definition of table " + id + " in a control record is no JSON of the expected form", e);
        }
    }
}
