package io.pgtwin.common.wire;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;

/**
 * The schemas that one table's records are written with: one of the key, and one envelope for each set of sent columns.
 */
final class TableSchemas {
    private final TableDefinition table;
    private final String prefix;
    private final Schema key;
    private final Schema fullRow;
    private final Envelope full;
    private final Map<Shape, Envelope> partial = new HashMap<>();

    /** Which columns each image lacks. */
    private record Shape(BitSet beforeLacks, BitSet afterLacks) {}

    TableSchemas(String name, TableDefinition table) {
        this.table = table;
        this.prefix = name + "." + table.id();
        this.key = RowSchemas.ofKey(table, prefix + ".Key");
        this.fullRow = RowSchemas.ofColumns(table, prefix + ".Value", column -> true);
        this.full = new Envelope(table, prefix + ".Envelope", fullRow, fullRow);
    }

    SchemaAndValue key(Row row) {
        StructFiller struct = new StructFiller(key);
        int position = 0;
        for (Field field : key.fields()) {
            struct.put(field, row.value(table.keyIndex(position++)));
        }
        return new SchemaAndValue(key, struct.struct());
    }

    /** An image that is absent gets the full row's schema, so that readers still learn all columns. */
    Envelope envelope(ChangeEvent event) {
        if (isComplete(event.before()) && isComplete(event.after())) {
            return full;
        }
        return partial.computeIfAbsent(new Shape(lacking(event.before()), lacking(event.after())),
                shape -> new Envelope(table, prefix + ".Envelope", image(shape.beforeLacks()),
                        image(shape.afterLacks())));
    }

    private Schema image(BitSet lacking) {
        return lacking.isEmpty() ? fullRow
                : RowSchemas.ofColumns(table, prefix + ".Value", column -> !lacking.get(column));
    }

    private static boolean isComplete(Optional<Row> row) {
        return row.isEmpty() || row.get().isComplete();
    }

    private static BitSet lacking(Optional<Row> image) {
        BitSet lacking = new BitSet();
        image.ifPresent(row -> {
            for (int i = 0; i < row.size(); i++) {
                lacking.set(i, row.isUnchanged(i));
            }
        });
        return lacking;
    }
}
