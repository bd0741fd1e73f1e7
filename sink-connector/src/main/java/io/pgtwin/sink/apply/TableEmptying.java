package io.pgtwin.sink.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.sink.database.BoundTable;
import io.pgtwin.sink.database.TargetTables;

/** Empties tables within the batch's transaction: with a TRUNCATE where that is possible, else row by row. */
final class TableEmptying {
    /** Of a TRUNCATE of a table of which rows wait to be checked. */
    private static final String OBJECT_IN_USE = "55006";

    private final Connection connection;
    private final TargetTables tables;

    TableEmptying(Connection connection, TargetTables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /**
     * Empties tables at once, as foreign keys among them ask for.
     *
     * @param together at least one
     */
    void empty(Collection<BoundTable> together) {
        Map<TableId, BoundTable> byTarget = new LinkedHashMap<>();
        together.forEach(table -> byTarget.put(table.target().id(), table));
        List<String> names = byTarget.values().stream().map(table -> table.target().sqlNameOnly()).toList();
        try {
            if (!tables.mayTruncate(byTarget.values()) || !areTruncated(names)) {
                execute(delete(names));
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot empty " + name("target table", byTarget.keySet()) + ", as "
                    + name("source table", together.stream().map(table -> table.definition().id()).toList())
                    + " was truncated");
        }
    }

    /**
     * Rows that wait to be checked are checked before; where that fails, they may still be right when the batch is
     * complete.
     */
    private boolean areTruncated(List<String> names) throws SQLException {
        String truncate = "TRUNCATE " + String.join(", ", names);
        return isDone(truncate)
                || isDone("SET CONSTRAINTS ALL IMMEDIATE", truncate, "SET CONSTRAINTS ALL DEFERRED");
    }

    private boolean isDone(String... statements) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            for (String statement : statements) {
                execute(statement);
            }
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException e) {
            if (!OBJECT_IN_USE.equals(e.getSQLState()) && !SqlFailures.isAboutData(e)) {
                throw e;
            }
            connection.rollback(before);
            return false;
        }
    }

    /** In one statement, at whose end foreign keys are checked. */
    private static String delete(List<String> names) {
        StringBuilder sql = new StringBuilder();
        for (int i = 1; i < names.size(); i++) {
            sql.append(i == 1 ? "WITH" : ",").append(" emptied").append(i).append(" AS (DELETE FROM ")
                    .append(names.get(i))
                    .append(")");
        }
        return sql.append(sql.isEmpty() ? "" : " ").append("DELETE FROM ").append(names.get(0)).toString();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String name(String kind, Collection<TableId> ids) {
        return kind + (ids.size() == 1 ? " " : "s ")
                + ids.stream().map(TableId::toString).collect(Collectors.joining(", "));
    }
}
