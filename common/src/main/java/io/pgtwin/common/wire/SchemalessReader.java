package io.pgtwin.common.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

/**
 * Reads envelopes that arrive as maps, without schemas. A record then tells only its columns' names: the target table's
 * types decide what the values mean, and a column that is not in the map was not sent.
 */
final class SchemalessReader {
    private static final String UNKNOWN_TYPE = "";

    private final Map<TableId, TableDefinition> tables = new HashMap<>();

    ChangeEvent read(Object key, Map<?, ?> value) {
        Map<?, ?> source = map(value, Envelope.SOURCE).orElseThrow(() -> missing(Envelope.SOURCE));
        Optional<Map<?, ?>> before = map(value, Envelope.BEFORE);
        Optional<Map<?, ?>> after = map(value, Envelope.AFTER);
        TableDefinition table = table(SourceBlock.readTable(source), key, before, after);
        return new ChangeEvent(ChangeRecord.operation(value.get(Envelope.OPERATION)), table, row(table, before),
                row(table, after), SourceBlock.readOrigin(source));
    }

    private TableDefinition table(TableId id, Object key, Optional<Map<?, ?>> before, Optional<Map<?, ?>> after) {
        Set<String> columns = new LinkedHashSet<>();
        after.ifPresent(image -> addNames(columns, image));
        before.ifPresent(image -> addNames(columns, image));
        Set<String> keyColumns = new LinkedHashSet<>();
        if (key instanceof Map<?, ?> map) {
            addNames(keyColumns, map);
            columns.addAll(keyColumns);
        }
        TableDefinition made = new TableDefinition(id, definitions(columns), List.copyOf(keyColumns));
        TableDefinition known = tables.get(id);
        if (made.equals(known)) {
            return known; // the same instance, because the sink plans per definition
        }
        tables.put(id, made);
        return made;
    }

    private static void addNames(Set<String> names, Map<?, ?> image) {
        image.keySet().forEach(name -> names.add(String.valueOf(name)));
    }

    private static List<ColumnDefinition> definitions(Set<String> names) {
        List<ColumnDefinition> columns = new ArrayList<>();
        names.forEach(name -> columns.add(new ColumnDefinition(name, UNKNOWN_TYPE, false)));
        return columns;
    }

    private static Optional<Row> row(TableDefinition table, Optional<Map<?, ?>> image) {
        return image.map(values -> {
            Row.Builder row = Row.builder(table.columns().size());
            values.forEach((name, value) -> RowValues.put(row, table.indexOf(String.valueOf(name)), value));
            return row.build();
        });
    }

    private static Optional<Map<?, ?>> map(Map<?, ?> value, String field) {
        Object image = value.get(field);
        if (image == null) {
            return Optional.empty();
        }
        if (image instanceof Map<?, ?> map) {
            return Optional.of(map);
        }
        throw new PgTwinException(FailureKind.RECORD_MALFORMED, "Field '" + field + "' is no object");
    }

    private static PgTwinException missing(String field) {
        return new PgTwinException(FailureKind.RECORD_MALFORMED, "The envelope has no field '" + field + "'");
    }
}
