package io.pgtwin.sink.progress;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.pgtwin.common.model.ControlMessage.TableStarted;
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
        this.started = upsert(table, "rows_estimated", "rows_total", "rows_follow", "changes_follow");
        this.copied = upsert(table, "rows_total");
        this.told = "SELECT FROM " + table + " WHERE sink = ? AND source_schema = ? AND source_table = ?";
    }

    private static String upsert(String table, String... columns) {
        String set = Stream.concat(Stream.of("target_schema", "target_table"), Stream.of(columns))
                .map(column -> column + " = EXCLUDED." + column).collect(Collectors.joining(", "));
        return "INSERT INTO " + table + " AS t (sink, source_schema, source_table, target_schema, target_table, "
                + String.join(", ", columns) + ", updated_at) VALUES (?, ?, ?, ?, ?" + ", ?".repeat(columns.length)
                + ", clock_timestamp()) ON CONFLICT (sink, source_schema, source_table) DO UPDATE SET " + set
                + ", updated_at = EXCLUDED.updated_at";
    }

    public void started(TableStarted started, TableId target) throws SQLException {
        write(this.started, started.table().id(), target, started.estimatedRows(), null, started.rowsFollow(),
                started.changesFollow());
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

    private void write(String sql, TableId source, TableId target, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, sink);
            statement.setString(2, source.schema());
            statement.setString(3, source.name());
            statement.setString(4, target.schema());
            statement.setString(5, target.name());
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 6, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
