package io.pgtwin.sink.progress;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/** Writes {@code tables}: what the source told about the size of each table's copy. */
public final class TableStore {
    private final Connection connection;
    private final String sink;
    private final String started;
    private final String copied;
    private final String told;

    /** @param sink the connector's name */
    public TableStore(Connection connection, String schema, String sink) {
        String table = Sql.identifier(schema) + ".tables";
        this.connection = connection;
        this.sink = sink;
        this.started = upsert(table, "rows_estimated", ", rows_total = NULL");
        this.copied = upsert(table, "rows_total", "");
        this.told = "SELECT FROM " + table + " WHERE sink = ? AND source_schema = ? AND source_table = ?";
    }

    private static String upsert(String table, String column, String alsoSet) {
        return "INSERT INTO " + table + " AS t (sink, source_schema, source_table, target_schema, target_table, "
                + column
                + ", updated_at) VALUES (?, ?, ?, ?, ?, ?, clock_timestamp())"
                + " ON CONFLICT (sink, source_schema, source_table) DO UPDATE SET target_schema ="
                + " EXCLUDED.target_schema,"
                + " target_table = EXCLUDED.target_table, " + column + " = EXCLUDED." + column
                + ", updated_at = EXCLUDED.updated_at" + alsoSet;
    }

    public void started(TableId source, TableId target, long estimatedRows) throws SQLException {
        write(started, source, target, estimatedRows);
    }

    public void copied(TableId source, TableId target, long rows) throws SQLException {
        write(copied, source, target, rows);
    }

    /** Whether any task of the sink has taken what the source tells of a table. */
    public boolean isTold(TableId source) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(told)) {
            statement.setString(1, sink);
            statement.setString(2, source.schema());
            statement.setString(3, source.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private void write(String sql, TableId source, TableId target, long rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, sink);
            statement.setString(2, source.schema());
            statement.setString(3, source.name());
            statement.setString(4, target.schema());
            statement.setString(5, target.name());
            statement.setLong(6, rows);
            statement.executeUpdate();
        }
    }
}
