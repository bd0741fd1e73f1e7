package io.pgtwin.common.model;

import java.util.Optional;

/**
 * One thing that happened to one table: what travels from the source database to the target database.
 *
 * <p>{@code READ} and {@code CREATE} have an {@code after}; {@code DELETE} has a {@code before} that holds at least the
 * key (or, for a table without one, the whole row); {@code TRUNCATE} has neither. {@code UPDATE} has an {@code after}
 * that lacks the values which the server did not send, and a {@code before} only where the replica identity is the
 * whole row or where the key changed and {@code after} is incomplete: then {@code before} tells which row to complete
 * it from. Otherwise a change of the key is a {@code DELETE} of the old key followed by a {@code CREATE} of the new
 * one.
 */
public record ChangeEvent(
        Operation operation, TableDefinition table, Optional<Row> before, Optional<Row> after, Origin origin) {

    public static ChangeEvent read(TableDefinition table, Row row, Origin origin) {
        return new ChangeEvent(Operation.READ, table, Optional.empty(), Optional.of(row), origin);
    }

    public static ChangeEvent create(TableDefinition table, Row row, Origin origin) {
        return new ChangeEvent(Operation.CREATE, table, Optional.empty(), Optional.of(row), origin);
    }

    public static ChangeEvent update(TableDefinition table, Optional<Row> before, Row after, Origin origin) {
        return new ChangeEvent(Operation.UPDATE, table, before, Optional.of(after), origin);
    }

    public static ChangeEvent delete(TableDefinition table, Row before, Origin origin) {
        return new ChangeEvent(Operation.DELETE, table, Optional.of(before), Optional.empty(), origin);
    }

    public static ChangeEvent truncate(TableDefinition table, Origin origin) {
        return new ChangeEvent(Operation.TRUNCATE, table, Optional.empty(), Optional.empty(), origin);
    }

    /** The image that holds the key the event is about; absent for a truncate. */
    public Optional<Row> keyImage() {
        return after.isPresent() ? after : before;
    }

    public Position position() {
        return origin.position();
    }
}
