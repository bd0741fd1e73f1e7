package io.pgtwin.benchmarks.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.pgtwin.testbed.process.TestbedException;
import io.pgtwin.testbed.sql.Database;

/** Asks a database again and again on a connection of its own, which costs it little. For one thread. */
public final class Probe implements AutoCloseable {
    private final Connection connection;

    public Probe(Database database) {
        try {
            connection = database.connect();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** @param sql one row with one number */
    public long number(String sql) {
        try (PreparedStatement statement = connection.prepareStatement(sql);
             ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static TestbedException failure(SQLException e) {
        return new TestbedException("Cannot look into a database: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
