package io.pgtwin.common.model;

/**
 * A column as the source's catalog has it.
 *
 * @param type PostgreSQL's own spelling with modifiers ({@code format_type} under an empty search path), or empty where
 *     a schemaless record does not tell
 */
public record ColumnDefinition(String name, String type, boolean notNull) {
    /** How values of this column are held in a {@link Row}. */
    public ValueKind kind() {
        return ValueKind.ofType(type);
    }
}
