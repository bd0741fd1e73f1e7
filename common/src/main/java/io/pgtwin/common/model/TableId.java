package io.pgtwin.common.model;

/** A table's name as the catalog spells it, without quotes. */
public record TableId(String schema, String name) implements Comparable<TableId> {
    @Override
    public int compareTo(TableId other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    /** {@code schema.table}: the form that patterns, topics and messages use. */
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
