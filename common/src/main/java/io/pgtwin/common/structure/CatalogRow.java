package io.pgtwin.common.structure;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.pgtwin.common.model.TableId;

/** The current row of a catalog query, read by column names. */
record CatalogRow(ResultSet row) {
    /** Builds a value from a row. */
    interface Mapper<T> {
        T map(CatalogRow row) throws SQLException;
    }

    TableId id() throws SQLException {
        return new TableId(text("schema"), text("name"));
    }

    String text(String column) throws SQLException {
        return row.getString(column);
    }

    Optional<String> optional(String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    long number(String column) throws SQLException {
        return row.getLong(column);
    }

    boolean flag(String column) throws SQLException {
        return row.getBoolean(column);
    }

    /** An array's elements; none for NULL. */
    List<String> texts(String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
    }

    List<Long> numbers(String column) throws SQLException {
        return texts(column).stream().map(Long::valueOf).toList();
    }
}
