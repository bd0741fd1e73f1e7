package io.pgtwin.common.pg;

import java.sql.SQLException;
import java.util.Optional;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import io.pgtwin.common.model.TableId;

/**
 * A constraint that the server says is violated.
 *
 * @param table that it belongs to; of a foreign key the one that refers to another
 */
public record ViolatedConstraint(TableId table, String name) {
    /** @return empty if the error is not about a table's constraint */
    public static Optional<ViolatedConstraint> of(SQLException error) {
        ServerErrorMessage server = error instanceof PSQLException sql ? sql.getServerErrorMessage() : null;
        if (server == null || server.getTable() == null || server.getConstraint() == null) {
            return Optional.empty();
        }
        return Optional.of(new ViolatedConstraint(new TableId(server.getSchema(), server.getTable()),
                server.getConstraint()));
    }
}
