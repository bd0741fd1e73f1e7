package io.pgtwin.common.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.model.ValueKind;

/**
 * A table's definition as a Connect schema and back. A column is a field whose parameter {@value #TYPE} holds its
 * PostgreSQL type; it is optional unless the column is NOT NULL. Parameter {@value #KEY} numbers the key's columns from
 * 1.
 */
final class RowSchemas {
    private static final String TYPE = "pg.type";
    private static final String KEY = "pg.key";

    private RowSchemas() {}

    /**
     * @param included which columns get a field; the others are left out, so that readers see that they were not sent
     */
    static Schema ofColumns(TableDefinition table, String name, IntPredicate included) {
        SchemaBuilder builder = SchemaBuilder.struct().name(name).optional();
        for (int i = 0; i < table.columns().size(); i++) {
            if (included.test(i)) {
                ColumnDefinition column = table.columns().get(i);
                builder.field(column.name(), ofColumn(column, table.keyColumns().indexOf(column.name()) + 1));
            }
        }
        return builder.build();
    }

    static Schema ofKey(TableDefinition table, String name) {
        SchemaBuilder builder = SchemaBuilder.struct().name(name);
        for (int i = 0; i < table.keyColumns().size(); i++) {
            ColumnDefinition column = table.columns().get(table.keyIndex(i));
            builder.field(column.name(), ofColumn(column, i + 1));
        }
        return builder.build();
    }

    private static Schema ofColumn(ColumnDefinition column, int keyNumber) {
        SchemaBuilder builder = new SchemaBuilder(connectType(column.kind())).parameter(TYPE, column.type());
        if (keyNumber > 0) {
            builder.parameter(KEY, String.valueOf(keyNumber));
        }
        return column.notNull() ? builder.build() : builder.optional().build();
    }

    private static Schema.Type connectType(ValueKind kind) {
        return switch (kind) {
            case INT16 -> Schema.Type.INT16;
            case INT32 -> Schema.Type.INT32;
            case INT64 -> Schema.Type.INT64;
            case BOOLEAN -> Schema.Type.BOOLEAN;
            case FLOAT32 -> Schema.Type.FLOAT32;
            case FLOAT64 -> Schema.Type.FLOAT64;
            case STRING -> Schema.Type.STRING;
            case BYTES -> Schema.Type.BYTES;
        };
    }

    /** The table that a record's images describe: the columns of both, because either may lack some. */
    static TableDefinition toTable(TableId id, Schema before, Schema after) {
        Schema fuller = before.fields().size() > after.fields().size() ? before : after;
        Schema other = fuller == before ? after : before;
        List<ColumnDefinition> columns = new ArrayList<>();
        Map<Integer, String> key = new TreeMap<>();
        for (Field field : fuller.fields()) {
            addColumn(field, columns, key);
        }
        for (Field field : other.fields()) {
            if (fuller.field(field.name()) == null) {
                addColumn(field, columns, key);
            }
        }
        return new TableDefinition(id, columns, List.copyOf(key.values()));
    }

    private static void addColumn(Field field, List<ColumnDefinition> columns, Map<Integer, String> key) {
        Map<String, String> parameters = field.schema().parameters();
        if (parameters == null || !parameters.containsKey(TYPE)) {
            throw new PgTwinException(FailureKind.RECORD_MALFORMED,
                    "Field '" + field.name() + "' has no parameter " + TYPE + " in its schema");
        }
        columns.add(new ColumnDefinition(field.name(), parameters.get(TYPE), !field.schema().isOptional()));
        if (parameters.containsKey(KEY)) {
            key.put(Integer.valueOf(parameters.get(KEY)), field.name());
        }
    }
}
