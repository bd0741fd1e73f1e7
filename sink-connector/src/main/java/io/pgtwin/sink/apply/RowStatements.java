package io.pgtwin.sink.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.BitSet;
import java.util.Optional;

import io.pgtwin.common.model.Row;
import io.pgtwin.sink.database.BoundTable;
import io.pgtwin.sink.database.ValueText;

/** Runs the statements of one row at a time on one table. The driver keeps their prepared forms by their text. */
final class RowStatements {
    private final Connection connection;
    private final BoundTable table;

    /** Columns of a row, as the next parameters of a statement. */
    private record Part(BitSet columns, Row row) {}

    RowStatements(Connection connection, BoundTable table) {
        this.connection = connection;
        this.table = table;
    }

    void insert(Row row) throws SQLException {
        BitSet sent = table.sentColumns(row);
        execute(RowSql.insert(table, sent), new Part(sent, row));
    }

    /** @return false if the key is taken */
    boolean insertUnlessTaken(Row row) throws SQLException {
        BitSet sent = table.sentColumns(row);
        return execute(RowSql.insertUnlessTaken(table, sent), new Part(sent, row)) == 1;
    }

    /** @return whether there was a row with the key before */
    boolean put(Row row) throws SQLException {
        BitSet sent = table.sentColumns(row);
        if (!table.fixed(sent).isEmpty()) {
            boolean found = delete(row);
            insert(row);
            return found;
        }
        if (table.target().partitioned()) { // which does not tell
            boolean found = exists(row);
            execute(RowSql.put(table, sent), new Part(sent, row));
            return found;
        }
        return answer(RowSql.putAndTell(table, sent), new Part(sent, row)).map(Boolean.TRUE::equals).orElse(true);
    }

    /** @return whether there is a row with the key of {@code row} */
    boolean update(Row row) throws SQLException {
        BitSet sent = table.sentColumns(row);
        BitSet set = table.updatable(sent);
        BitSet fixed = table.fixed(sent);
        if (set.isEmpty() && fixed.isEmpty()) {
            return exists(row);
        }
        boolean updated = !set.isEmpty()
                && execute(RowSql.update(table, set, fixed), new Part(set, row), key(row), new Part(fixed, row)) > 0;
        return updated || !fixed.isEmpty() && execute(RowSql.rewrite(table, sent), key(row), new Part(sent, row)) > 0;
    }

    boolean exists(Row row) throws SQLException {
        return answer(RowSql.countPresent(table), key(row)).map(count -> (Long) count > 0).orElseThrow();
    }

    /** Gives the row with the key of {@code before} the sent columns of {@code after}, the key's included. */
    boolean move(Row before, Row after) throws SQLException {
        BitSet sent = table.sentColumns(after);
        if (!table.identityAlways(sent).isEmpty()) {
            return execute(RowSql.rewrite(table, sent), key(before), new Part(sent, after)) > 0;
        }
        return execute(RowSql.update(table, sent, new BitSet()), new Part(sent, after), key(before)) > 0;
    }

    boolean delete(Row row) throws SQLException {
        return execute(RowSql.delete(table), key(row)) > 0;
    }

    boolean updateOneLike(Row before, Row after) throws SQLException {
        BitSet sent = table.sentColumns(after);
        Part image = new Part(table.sentColumns(before), before);
        if (!table.identityAlways(sent).isEmpty() || sent.isEmpty()) {
            return rewriteOneLike(image, new Part(sent, after));
        }
        return execute(RowSql.updateOneLike(table, sent, image.columns()), new Part(sent, after), image) > 0;
    }

    /** A row that sends nothing stays as it is. */
    private boolean rewriteOneLike(Part image, Part set) throws SQLException {
        return set.columns().isEmpty()
                || execute(RowSql.rewriteOneLike(table, set.columns(), image.columns()), image, set) > 0;
    }

    boolean deleteOneLike(Row before) throws SQLException {
        BitSet image = table.sentColumns(before);
        return execute(RowSql.deleteOneLike(table, image), new Part(image, before)) > 0;
    }

    private Part key(Row row) {
        return new Part(table.key(), row);
    }

    private int execute(String sql, Part... parts) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parts)) {
            return statement.executeUpdate();
        }
    }

    /** @return the first column of the first row, or empty if there is none */
    private Optional<Object> answer(String sql, Part... parts) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parts); ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getObject(1)) : Optional.empty();
        }
    }

    private PreparedStatement prepare(String sql, Part... parts) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        int parameter = 1;
        for (Part part : parts) {
            for (int column : part.columns().stream().toArray()) {
                bind(statement, parameter++, column, part.row());
            }
        }
        return statement;
    }

    private void bind(PreparedStatement statement, int parameter, int column, Row row) throws SQLException {
        if (row.isNull(column)) {
            statement.setNull(parameter, Types.OTHER);
            return;
        }
        Object value = table.value(row, column);
        if (value instanceof byte[] bytes && table.column(column).type().equals("bytea")) {
            statement.setBytes(parameter, bytes); // their text would be twice as long
        } else {
            statement.setObject(parameter, ValueText.of(value), Types.OTHER);
        }
    }
}
