package io.pgtwin.sink.progress;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.pg.Sql;

/** Writes {@code consistency}, which has a row for each sink that applies whole transactions. */
public final class ConsistencyStore {
    private final Connection connection;
    private final String sink;
    private final String begin;
    private final String end;
    private final String read;
    private final String write;

    /** @param sink the connector's name */
    public ConsistencyStore(Connection connection, String schema, String sink) {
        String table = Sql.identifier(schema) + ".consistency";
        this.connection = connection;
        this.sink = sink;
        this.begin = "INSERT INTO " + table
                + " (sink, updated_at) VALUES (?, clock_timestamp()) ON CONFLICT DO NOTHING";
        this.end = "DELETE FROM " + table + " WHERE sink = ?";
        this.read = "SELECT lsn::text FROM " + table + " WHERE sink = ?";
        this.write = "UPDATE " + table + " SET lsn = ?::text::pg_lsn,"
                + " commit_time = coalesce(to_timestamp(?::bigint / 1000.0), commit_time), updated_at ="
                + " clock_timestamp() WHERE sink = ?";
    }

    /** Says whether the sink applies whole transactions. */
    public void keep(boolean whole) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(whole ? begin : end)) {
            statement.setString(1, sink);
            statement.executeUpdate();
        }
    }

    /** Where the target is consistent; empty if it is not. */
    public Optional<Lsn> read() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(read)) {
            statement.setString(1, sink);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)).map(Lsn::parse) : Optional.empty();
            }
        }
    }

    /** Writes within the transaction of the rows. */
    public void write(Consistency consistency) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(write)) {
            statement.setString(1, consistency.lsn().map(Lsn::toString).orElse(null));
            if (consistency.commitMillis().isPresent()) {
                statement.setLong(2, consistency.commitMillis().get());
            } else {
                statement.setNull(2, Types.BIGINT);
            }
            statement.setString(3, sink);
            statement.executeUpdate();
        }
    }
}
