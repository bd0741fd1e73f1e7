package io.pgtwin.common.pg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.pgtwin.common.model.TableId;

/** Asks about tables by their names, all at once. */
public final class NamedTables {
    private NamedTables() {}

    /** Reads one row of an answer. */
    public interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /**
     * @param query its parameters are the schemas and the names, as arrays; it answers with columns schema and name,
     *     among others
     */
    public static <T> List<T> query(Connection session, String query, List<TableId> tables, Mapper<T> mapper)
            throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(query)) {
            statement.setArray(1, session.createArrayOf("text", tables.stream().map(TableId::schema).toArray()));
            statement.setArray(2, session.createArrayOf("text", tables.stream().map(TableId::name).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                List<T> answers = new ArrayList<>();
                while (row.next()) {
                    answers.add(mapper.map(row));
                }
                return answers;
            }
        }
    }

    /** The table that a row is about. */
    public static TableId id(ResultSet row) throws SQLException {
        return new TableId(row.getString("schema"), row.getString("name"));
    }

    /** An array of texts. */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
