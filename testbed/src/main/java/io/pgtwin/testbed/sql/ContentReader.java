package io.pgtwin.testbed.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads tables in one snapshot of one database; not for several threads. */
final class ContentReader implements AutoCloseable {
    /** The same on every side, so that equal values have equal text. */
    private static final String TEXT_SETTINGS = """
            SET client_encoding = 'UTF8';
            SET DateStyle = 'ISO, YMD';
            SET IntervalStyle = 'postgres';
            SET TimeZone = 'UTC';
            SET extra_float_digits = 3;
            SET bytea_output = 'hex';
            SET lc_monetary = 'C';
            SET search_path = ''""";

    private final Connection connection;

    ContentReader(Database database) throws SQLException {
        connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute(TEXT_SETTINGS);
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }

    /** In the order of the table; empty when there is no such table. */
    List<String> columns(String table) throws SQLException {
        String sql = """
                SELECT attname FROM pg_catalog.pg_attribute
                WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped ORDER BY attnum""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, Identifiers.table(table));
            List<String> names = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    names.add(result.getString(1));
                }
            }
            return names;
        }
    }

    /** A row's text tells NULL from the empty string; the sums do not depend on the order of rows. */
    TableContents contents(String table, List<String> columns) throws SQLException {
        String sql = """
                SELECT count(*),
                       coalesce(sum(('x' || substr(hash, 1, 16))::bit(64)::bigint), 0) || '/' ||
                       coalesce(sum(('x' || substr(hash, 17, 16))::bit(64)::bigint), 0)
                FROM (SELECT md5(ROW(%s)::text) AS hash FROM %s) AS hashes
                """.formatted(Identifiers.list(columns), Identifiers.table(table));
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return new TableContents(result.getLong(1), result.getString(2));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
