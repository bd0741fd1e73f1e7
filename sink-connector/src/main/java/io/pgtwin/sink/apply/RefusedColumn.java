package io.pgtwin.sink.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.Optional;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.sink.database.BoundTable;

/**
 * Finds out which column does not take its value: the server tells it for a COPY only, so the row is copied into a
 * temporary table of the same types. That takes a transaction of its own, so it is done when the one is over that has
 * failed. For one thread.
 */
final class RefusedColumn {
    private static final String PROBE = "pgtwin_probe";

    private final Connection connection;
    private Optional<Refusal> last = Optional.empty();

    private record Refusal(PgTwinException failure, SQLException error, String what, BoundTable table, Row row) {}

    RefusedColumn(Connection connection) {
        this.connection = connection;
    }

    /**
     * A failure that {@link #find} can say more of.
     *
     * @param what what failed, as a clause to which the column may be added
     */
    PgTwinException failure(SQLException error, String what, BoundTable table, Row row) {
        PgTwinException failure = SqlFailures.of(error, what);
        last = Optional.of(new Refusal(failure, error, what, table, row));
        return failure;
    }

    /**
     * Must be called outside a transaction.
     *
     * @return the same failure with the column's name in the target, if it can be found out
     */
    PgTwinException find(PgTwinException failure) {
        Optional<Refusal> refusal = last.filter(it -> it.failure() == failure);
        last = Optional.empty();
        return refusal.flatMap(it -> columnOf(it)
                .map(column -> SqlFailures.of(it.error(), it.what() + ", column '" + column + "'"))).orElse(failure);
    }

    private Optional<String> columnOf(Refusal refusal) {
        BoundTable table = refusal.table();
        BitSet sent = table.sentColumns(refusal.row());
        try {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TEMP TABLE " + PROBE + " ON COMMIT DROP AS SELECT "
                        + Sql.identifiers(table.names(sent)) + " FROM " + table.target().sqlName() + " WITH NO DATA");
                new RowCopy(connection).send("COPY pg_temp." + PROBE + " FROM STDIN",
                        out -> out.writeRow(table, sent.stream().toArray(), refusal.row()));
                return Optional.empty();
            } catch (SQLException e) {
                return CopyPlace.of(e, PROBE).map(CopyPlace::column).filter(table.names(sent)::contains);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            return Optional.empty(); // the connection is lost
        }
    }
}
