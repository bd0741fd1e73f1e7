package io.pgtwin.sink.progress;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session as the writer of partitions. One that gives partitions away in order says so. One that does not, and yet
 * lives, belongs to a process that stands still, or that has not noticed that it has lost them: what it holds in an
 * open transaction would be in the way for as long as it stands.
 */
final class PartitionWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWriter.class);

    private static final String ID = "a.pid || '@' || extract(epoch FROM a.backend_start)";
    private static final String PARTITIONS = "(topic, partition) IN (SELECT * FROM unnest(?::text[], ?::integer[]))";

    private final Connection connection;
    private final String table;
    private final String sink;
    private final String id;

    private PartitionWriter(Connection connection, String table, String sink, String id) {
        this.connection = connection;
        this.table = table;
        this.sink = sink;
        this.id = id;
    }

    /** @param table of the progress, quoted */
    static PartitionWriter of(Connection connection, String table, String sink) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT " + ID + " FROM pg_stat_activity a WHERE a.pid = pg_backend_pid()")) {
            row.next();
            return new PartitionWriter(connection, table, sink, row.getString(1));
        }
    }

    String id() {
        return id;
    }

    /** The server rolls back what they were about to write. */
    void endOthers(Array topics, Array partitions) throws SQLException {
        String sql = "SELECT a.pid, pg_terminate_backend(a.pid) FROM pg_stat_activity a WHERE a.pid <> pg_backend_pid()"
                + " AND a.usename = current_user AND " + ID + " IN (SELECT writer FROM " + table + " WHERE sink = ?"
                + " AND " + PARTITIONS + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 1, topics, partitions);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    LOG.warn("Session {} of the target was ended: its task has lost its partitions without giving them"
                            + " up",
                            row.getInt(1));
                }
            }
        }
    }

    void giveUp(Array topics, Array partitions) throws SQLException {
        String sql = "UPDATE " + table + " SET writer = NULL WHERE writer = ? AND sink = ? AND " + PARTITIONS;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            bind(statement, 2, topics, partitions);
            statement.executeUpdate();
        }
    }

    private void bind(PreparedStatement statement, int first, Array topics, Array partitions) throws SQLException {
        statement.setString(first, sink);
        statement.setArray(first + 1, topics);
        statement.setArray(first + 2, partitions);
    }
}
