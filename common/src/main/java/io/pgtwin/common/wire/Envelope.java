package io.pgtwin.common.wire;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;

/**
 * One shape of a table's envelope: which columns the images before and after the change hold. Immutable, reused per
 * row.
 */
final class Envelope {
    static final String BEFORE = "before";
    static final String AFTER = "after";
    static final String SOURCE = "source";
    static final String OPERATION = "op";
    static final String WRITTEN = "ts_ms";

    private final Field[] beforeFields;
    private final Field[] afterFields;
    private final Schema beforeSchema;
    private final Schema afterSchema;
    private final Schema schema;
    private final Field before;
    private final Field after;
    private final Field source;
    private final Field operation;
    private final Field written;

    Envelope(TableDefinition table, String name, Schema beforeSchema, Schema afterSchema) {
        this.beforeSchema = beforeSchema;
        this.afterSchema = afterSchema;
        this.beforeFields = fields(table, beforeSchema);
        this.afterFields = fields(table, afterSchema);
        this.schema = SchemaBuilder.struct().name(name).version(ChangeRecord.FORMAT_VERSION)
                .field(BEFORE, beforeSchema)
                .field(AFTER, afterSchema)
                .field(SOURCE, SourceBlock.SCHEMA)
                .field(OPERATION, Schema.STRING_SCHEMA)
                .field(WRITTEN, Schema.OPTIONAL_INT64_SCHEMA)
                .build();
        this.before = schema.field(BEFORE);
        this.after = schema.field(AFTER);
        this.source = schema.field(SOURCE);
        this.operation = schema.field(OPERATION);
        this.written = schema.field(WRITTEN);
    }

    private static Field[] fields(TableDefinition table, Schema image) {
        return table.columns().stream().map(column -> image.field(column.name())).toArray(Field[]::new);
    }

    /** @param beforeRow null where there is no such image; likewise {@code afterRow} */
    Struct write(Row beforeRow, Row afterRow, Struct sourceBlock, String code, long writtenMillis) {
        StructFiller value = new StructFiller(schema);
        if (beforeRow != null) {
            value.put(before, image(beforeSchema, beforeFields, beforeRow));
        }
        if (afterRow != null) {
            value.put(after, image(afterSchema, afterFields, afterRow));
        }
        return value.put(source, sourceBlock).put(operation, code).put(written, writtenMillis).struct();
    }

    private static Struct image(Schema schema, Field[] fields, Row row) {
        StructFiller image = new StructFiller(schema);
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] != null && !row.isNull(i)) {
                image.put(fields[i], row.value(i));
            }
        }
        return image.struct();
    }
}
