package io.pgtwin.common.wire;

import java.util.Optional;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;

/** How to read the records of one envelope schema, worked out once per schema. */
record RecordShape(Schema schema, TableDefinition table, Field operation, Field before, Field[] beforeFields,
        Field after,
        Field[] afterFields, Field source, SourceBlock.Reader origins) {

    static RecordShape of(Schema schema, Struct sourceBlock) {
        Field before = schema.field(Envelope.BEFORE);
        Field after = schema.field(Envelope.AFTER);
        TableDefinition table =
                RowSchemas.toTable(SourceBlock.readTable(sourceBlock), before.schema(), after.schema());
        Field source = schema.field(Envelope.SOURCE);
        return new RecordShape(schema, table, schema.field(Envelope.OPERATION), before, fields(table, before), after,
                fields(table, after), source, new SourceBlock.Reader(source.schema()));
    }

    private static Field[] fields(TableDefinition table, Field image) {
        return table.columns().stream().map(column -> image.schema().field(column.name())).toArray(Field[]::new);
    }

    ChangeEvent read(Struct value) {
        return new ChangeEvent(ChangeRecord.operation(value.get(operation)), table,
                image((Struct) value.get(before), beforeFields), image((Struct) value.get(after), afterFields),
                origins.read((Struct) value.get(source)));
    }

    private static Optional<Row> image(Struct image, Field[] fields) {
        if (image == null) {
            return Optional.empty();
        }
        Row.Builder row = Row.builder(fields.length);
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] != null) {
                RowValues.put(row, i, TextStruct.raw(image, fields[i]));
            }
        }
        return Optional.of(row.build());
    }
}
