package io.pgtwin.sink.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import io.pgtwin.common.model.Row;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.sink.database.BoundTable;

/**
 * Finds out which column does not take its value: the server tells it for a COPY only, so the row is copied into a
 * temporary table of the same types. The transaction must be lost already, because it is rolled back.
 */
final class RefusedColumn {
    private static final String PROBE = "pgtwin_probe";

    /** In any language: {@code COPY pgtwin_probe, line 1, column qty: "..."}. */
    private static final Pattern WHERE = Pattern.compile("^\\S+ " + PROBE + ", \\S+ 1, \\S+ ([^:]+)");

    private final Connection connection;
    private final BoundTable table;

    RefusedColumn(Connection connection, BoundTable table) {
        this.connection = connection;
        this.table = table;
    }

    /** @return the column's name in the target; empty if it cannot be found out */
    Optional<String> find(Row row) {
        BitSet sent = table.sentColumns(row);
        try {
            connection.rollback();
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TEMP TABLE " + PROBE + " ON COMMIT DROP AS SELECT "
                        + Sql.identifiers(table.names(sent)) + " FROM " + table.target().sqlName() + " WITH NO DATA");
            }
            int[] columns = sent.stream().toArray();
            new RowCopy(connection).send("COPY pg_temp." + PROBE + " FROM STDIN",
                    out -> out.writeRow(table, columns, row));
            return Optional.empty();
        } catch (SQLException e) {
            return columnIn(e).filter(table.names(sent)::contains);
        }
    }

    /** What stands behind the column's name is the value, which nobody must see. */
    private static Optional<String> columnIn(SQLException error) {
        ServerErrorMessage message = error instanceof PSQLException sql ? sql.getServerErrorMessage() : null;
        if (message == null || message.getWhere() == null) {
            return Optional.empty();
        }
        Matcher where = WHERE.matcher(message.getWhere());
        return where.find() ? Optional.of(where.group(1)) : Optional.empty();
    }
}
