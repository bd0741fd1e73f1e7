package io.pgtwin.common.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A table's columns in their order, without generated ones, and the columns that identify a row: the primary key, else
 * the replica identity index, else none. Immutable; readers may hold it by identity.
 */
public final class TableDefinition {
    private final TableId id;
    private final List<ColumnDefinition> columns;
    private final List<String> keyColumns;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final int[] keyIndexes;

    /** @throws IllegalArgumentException if a key column is not among the columns */
    public TableDefinition(TableId id, List<ColumnDefinition> columns, List<String> keyColumns) {
        this.id = id;
        this.columns = List.copyOf(columns);
        this.keyColumns = List.copyOf(keyColumns);
        for (int i = 0; i < columns.size(); i++) {
            indexes.put(columns.get(i).name(), i);
        }
        this.keyIndexes = keyColumns.stream().mapToInt(this::indexOf).toArray();
    }

    public TableId id() {
        return id;
    }

    public List<ColumnDefinition> columns() {
        return columns;
    }

    /** In key order; empty for a table without a key. */
    public List<String> keyColumns() {
        return keyColumns;
    }

    public boolean hasKey() {
        return keyIndexes.length > 0;
    }

    public boolean hasColumn(String name) {
        return indexes.containsKey(name);
    }

    public int indexOf(String column) {
        Integer index = indexes.get(column);
        if (index == null) {
            throw new IllegalArgumentException("Table " + id + " has no column '" + column + "'");
        }
        return index;
    }

    /** The key's column at {@code position} as an index into {@link #columns()}. */
    public int keyIndex(int position) {
        return keyIndexes[position];
    }

    /** The key of a row, which must hold every key column. */
    public RowKey keyOf(Row row) {
        Object[] values = new Object[keyIndexes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.value(keyIndexes[i]);
        }
        return new RowKey(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TableDefinition that && id.equals(that.id) && columns.equals(that.columns)
                && keyColumns.equals(that.keyColumns);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, columns, keyColumns);
    }

    @Override
    public String toString() {
        return id + " " + columns + " key " + keyColumns;
    }
}
