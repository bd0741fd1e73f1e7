package io.pgtwin.source.stream;

import java.util.List;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.NotUtf8Exception;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.ValueKind;
import io.pgtwin.source.pgoutput.OldTuple;
import io.pgtwin.source.pgoutput.TupleData;

/**
 * A relation of the stream with the table that it stands for, and what turns its tuples into rows. The stream may have
 * more columns than the table.
 */
final class BoundRelation {
    private final TableDefinition table;
    private final int[] places;
    private final int streamedColumns;
    private final ValueKind[] kinds;

    /** @param streamed the names of all columns of the stream, in its order */
    BoundRelation(TableDefinition table, List<String> streamed) {
        this.table = table;
        this.places = table.columns().stream().mapToInt(column -> streamed.indexOf(column.name())).toArray();
        this.streamedColumns = streamed.size();
        this.kinds = table.columns().stream().map(column -> column.kind()).toArray(ValueKind[]::new);
    }

    TableDefinition table() {
        return table;
    }

    Row row(TupleData tuple) {
        requireSize(tuple);
        Row.Builder row = Row.builder(kinds.length);
        for (int i = 0; i < kinds.length; i++) {
            put(row, i, tuple);
        }
        return row.build();
    }

    /** What is known of the row before the change: all of it, or just its key. */
    Row oldRow(OldTuple old) {
        if (old.kind() == OldTuple.Kind.FULL) {
            return row(old.tuple());
        }
        requireSize(old.tuple());
        Row.Builder row = Row.builder(kinds.length);
        for (int i = 0; i < table.keyColumns().size(); i++) {
            put(row, table.keyIndex(i), old.tuple());
        }
        return row.build();
    }

    private void put(Row.Builder row, int column, TupleData tuple) {
        int place = places[column];
        if (tuple.isNull(place)) {
            row.setNull(column);
        } else if (!tuple.isUnchanged(place)) {
            row.value(column, value(column, tuple));
        }
    }

    private Object value(int column, TupleData tuple) {
        try {
            int place = places[column];
            return kinds[column].parse(tuple.bytes(), tuple.offset(place), tuple.length(place));
        } catch (NotUtf8Exception e) {
            throw new PgTwinException(FailureKind.TEXT_NOT_UTF8, "A changed row of table " + table.id()
                    + " has a value in column '" + table.columns().get(column).name() + "' that is not UTF-8");
        } catch (IllegalArgumentException e) {
            throw new PgTwinException(FailureKind.STREAM_MALFORMED, "Column '" + table.columns().get(column).name()
                    + "' of table " + table.id() + " has a value that cannot be read: " + e.getMessage());
        }
    }

    private void requireSize(TupleData tuple) {
        if (tuple.size() != streamedColumns) {
            throw new PgTwinException(FailureKind.STREAM_MALFORMED, "A row of table " + table.id() + " has "
                    + tuple.size()
                    + " columns instead of " + streamedColumns);
        }
    }
}
