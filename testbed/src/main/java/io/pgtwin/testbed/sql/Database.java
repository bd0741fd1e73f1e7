package io.pgtwin.testbed.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import io.pgtwin.testbed.process.TestbedException;

/**
 * One database and an account for it, to be used as one uses psql: every call has a session to itself that is as good
 * as new, and every value is text as PostgreSQL writes it. A failure names the database and PostgreSQL's message, not
 * the statement.
 */
public record Database(String url, String user, String password) {
    private static final String CONNECT_SECONDS = "10";
    private static final String OLDEST_SERVER = "10";

    /** The same database under another account. */
    public Database as(String otherUser, String otherPassword) {
        return new Database(url, otherUser, otherPassword);
    }

    /** The caller closes it. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("ApplicationName", "testbed");
        properties.setProperty("assumeMinServerVersion", OLDEST_SERVER);    // all settings in the first message
        properties.setProperty("logServerErrorDetail", "false");    // the detail holds row values
        return DriverManager.getConnection(url, properties);
    }

    /** Runs one or several statements, separated by semicolons, each in a transaction of its own. */
    public void execute(String sql) {
        withConnection(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    public void executeFile(Path script) {
        try {
            execute(Files.readString(script));
        } catch (IOException e) {
            throw new TestbedException("Cannot read " + script, e);
        }
    }

    /** Runs an INSERT, UPDATE or DELETE and returns the number of rows. */
    public long update(String sql, Object... parameters) {
        return withConnection(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, parameters)) {
                return statement.executeLargeUpdate();
            }
        });
    }

    /** The rows of a query; a NULL is {@code null}. */
    public List<List<String>> rows(String sql, Object... parameters) {
        return withConnection(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, parameters);
                 ResultSet result = statement.executeQuery()) {
                return read(result);
            }
        });
    }

    /** The first column of a query. */
    public List<String> column(String sql, Object... parameters) {
        return rows(sql, parameters).stream().map(row -> row.get(0)).toList();
    }

    /** The only value of a query that returns one row with one column. */
    public String value(String sql, Object... parameters) {
        List<List<String>> rows = rows(sql, parameters);
        if (rows.size() != 1 || rows.get(0).size() != 1) {
            throw new TestbedException("A query on " + url + " returned " + rows.size() + " rows instead of one value");
        }
        return rows.get(0).get(0);
    }

    public long number(String sql, Object... parameters) {
        return Long.parseLong(value(sql, parameters));
    }

    /** {@code schema.table} of all ordinary and partitioned tables, without partitions and without pgtwin's own. */
    public List<String> tables() {
        return column("""
                SELECT n.nspname || '.' || c.relname
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pgtwin') AND n.nspname NOT LIKE 'pg\\_%'
                ORDER BY 1""");
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }

    <R> R withConnection(Work<R> work) {
        try (PooledSession session = SessionPool.session(this)) {
            return work.on(session.connection());
        } catch (SQLException e) {
            throw new TestbedException("SQL failed on " + this + ": " + e.getMessage(), e);
        }
    }

    /** What is done while a connection is open. */
    interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private static List<List<String>> read(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>(columns);
            for (int column = 1; column <= columns; column++) {
                row.add(result.getString(column));
            }
            rows.add(row);
        }
        return rows;
    }
}
