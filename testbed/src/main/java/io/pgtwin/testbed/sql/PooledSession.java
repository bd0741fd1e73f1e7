package io.pgtwin.testbed.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.postgresql.PGConnection;

/** A session that is as good as new each time that it is used. For one thread at a time. */
final class PooledSession implements AutoCloseable {
    /** What {@code ALTER DATABASE} and {@code ALTER ROLE} have set is in force in sessions that begin later. */
    private static final String DEFAULTS =
            "SELECT string_agg(s::text, ' ' ORDER BY s::text) FROM pg_catalog.pg_db_role_setting s";

    private final Database database;
    private final SessionPool pool;
    private final Connection connection;
    private final String defaults;

    PooledSession(Database database, SessionPool pool) throws SQLException {
        this.database = database;
        this.pool = pool;
        connection = database.connect();
        try {
            // tables may change between two uses, which a prepared plan would not bear
            connection.unwrap(PGConnection.class).setPrepareThreshold(0);
            defaults = defaults();
        } catch (SQLException e) {
            SessionPool.end(connection);
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    /** False when the server has ended it, or when a new one would have other settings. */
    boolean isAsGoodAsNew() {
        try {
            return String.valueOf(defaults).equals(String.valueOf(defaults()));
        } catch (SQLException e) {
            return false;
        }
    }

    private String defaults() throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(DEFAULTS)) {
            result.next();
            return result.getString(1);
        }
    }

    /** Ends it for good if a transaction or anything else is left that cannot be undone. */
    @Override
    public void close() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            connection.setReadOnly(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("DISCARD ALL");
            }
            pool.giveBack(database, this);
        } catch (SQLException e) {
            SessionPool.end(connection);
        }
    }
}
