package io.pgtwin.testbed.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
            SET quote_all_identifiers = off;
            SET search_path = ''""";

    private final PooledSession session;
    private final Connection connection;

    ContentReader(Database database) throws SQLException {
        session = SessionPool.session(database);
        connection = session.connection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(TEXT_SETTINGS);
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }

    /** In the order of the table; empty when there is no such table. */
    List<ComparedColumn> columns(String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ComparedColumn.QUERY)) {
            statement.setString(1, Identifiers.table(table));
            List<ComparedColumn> columns = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    columns.add(new ComparedColumn(result.getString(1), Optional.ofNullable(result.getString(2))));
                }
            }
            return columns;
        }
    }

    /** A row's text tells NULL from the empty string; the sum does not depend on the order of rows. */
    TableContents contents(String table, List<ComparedColumn> columns) throws SQLException {
        String row = columns.stream().map(ComparedColumn::expression).collect(Collectors.joining(", "));
        String sql = "SELECT count(*), coalesce(sum(('x' || md5(ROW(%s)::text))::bit(64)::bigint), 0)::text FROM %s"
                .formatted(row, Identifiers.table(table));
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return new TableContents(result.getLong(1), result.getString(2));
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
