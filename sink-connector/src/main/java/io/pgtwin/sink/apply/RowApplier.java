package io.pgtwin.sink.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.sink.batch.ConflictMode;
import io.pgtwin.sink.batch.SinkEvent;
import io.pgtwin.sink.database.BoundTable;

/**
 * Applies events one by one in the order of the source, each with its own statement. Slow, but it finds out precisely
 * which event the target does not take, and legal orders that no set can have, such as a unique value that two rows
 * exchange.
 */
final class RowApplier {
    private final BoundTable table;
    private final ConflictMode mode;
    private final ApplyCounts counts;
    private final RefusedColumn refused;
    private final RowStatements statements;

    RowApplier(Connection connection, BoundTable table, ConflictMode mode, RefusedColumn refused, ApplyCounts counts) {
        this.table = table;
        this.mode = mode;
        this.refused = refused;
        this.counts = counts;
        this.statements = new RowStatements(connection, table);
    }

    /** @throws PgTwinException with the table and the event's place; the transaction can only be rolled back then */
    void apply(SinkEvent event) {
        try {
            switch (event.change().operation()) {
                case READ, CREATE -> insert(event);
                case UPDATE -> update(event);
                case DELETE -> delete(event);
                case TRUNCATE -> throw new IllegalArgumentException("a truncate has no row");
            }
            counts.addRows(1);
        } catch (SQLException e) {
            throw failure(e, event);
        }
    }

    /** The server names the constraint that a row violates, but not the column that does not take its value. */
    private PgTwinException failure(SQLException error, SinkEvent event) {
        String what = "Cannot apply " + describe(event);
        Optional<Row> image = event.change().keyImage();
        return SqlFailures.kindOf(error) == FailureKind.VALUE_REFUSED && image.isPresent()
                ? refused.failure(error, what, table, image.get()) : SqlFailures.of(error, what);
    }

    private boolean isStrict(SinkEvent event) {
        return mode == ConflictMode.ERROR && !event.mayRepeat();
    }

    private void insert(SinkEvent event) throws SQLException {
        if (!table.definition().hasKey()) {
            statements.insert(event.after());
        } else if (!isStrict(event)) {
            boolean taken = statements.put(event.after());
            counts.addConflicts(taken && !event.mayRepeat() ? 1 : 0);
        } else if (!statements.insertUnlessTaken(event.after())) {
            throw failure(FailureKind.CONFLICT, "The target has another row with the same key", event);
        }
    }

    private void update(SinkEvent event) throws SQLException {
        if (!table.definition().hasKey()) {
            updateOneLike(event);
        } else if (event.movesKey()) {
            move(event, event.change().before().orElseThrow());
        } else if (!statements.update(event.after())) {
            updateMissing(event);
        }
    }

    private void updateMissing(SinkEvent event) throws SQLException {
        if (!isStrict(event) && table.isWhole(event.after())) {
            statements.put(event.after());
            counts.addConflicts(event.mayRepeat() ? 0 : 1);
        } else if (event.mayRepeat()) {
            counts.addUpdatesSkipped(1);
        } else {
            throw failure(FailureKind.ROW_MISSING, "The target does not have the row that was updated", event);
        }
    }

    /** The columns that were not sent are in the row under the old key, so that row is the one to keep. */
    private void move(SinkEvent event, Row before) throws SQLException {
        if (!isStrict(event) && statements.exists(before) && statements.delete(event.after())) {
            counts.addConflicts(event.mayRepeat() ? 0 : 1);
        }
        if (statements.move(before, event.after())) {
            return;
        }
        if (event.mayRepeat() && statements.update(event.after())) {
            return; // a later snapshot has read the row under its new key
        }
        updateMissing(event);
    }

    private void delete(SinkEvent event) throws SQLException {
        Row before = event.change().before().orElseThrow();
        boolean found = table.definition().hasKey() ? statements.delete(before)
                : statements.deleteOneLike(wholeBefore(event));
        counts.addDeletesOfMissingRows(found ? 0 : 1);
    }

    private void updateOneLike(SinkEvent event) throws SQLException {
        if (!statements.updateOneLike(wholeBefore(event), event.after())) {
            updateMissingWithoutKey(event);
        }
    }

    private void updateMissingWithoutKey(SinkEvent event) {
        if (!event.mayRepeat()) {
            throw failure(FailureKind.ROW_MISSING, "The target does not have the row that was updated", event);
        }
        counts.addUpdatesSkipped(1);
    }

    private Row wholeBefore(SinkEvent event) {
        Optional<Row> before = event.change().before();
        if (before.isEmpty() || !table.isWhole(before.get())) {
            throw failure(FailureKind.RECORD_MALFORMED, "The table has no key, and the event does not hold the whole"
                    + " row as it was (REPLICA IDENTITY FULL at the source)", event);
        }
        return before.get();
    }

    private PgTwinException failure(FailureKind kind, String what, SinkEvent event) {
        return new PgTwinException(kind, what + ": " + describe(event));
    }

    private String describe(SinkEvent event) {
        String key = table.definition().hasKey() ? ", key " + table.names(table.key()) : "";
        return event.change().operation() + " of table " + table.definition().id() + " to target table "
                + table.target().id() + key + ", " + event.place();
    }
}
