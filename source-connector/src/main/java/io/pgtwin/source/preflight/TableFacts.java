package io.pgtwin.source.preflight;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.SqlResource;

/**
 * What the account may do with a table, or a partition of one. See {@code tables.sql}.
 *
 * @param mayUse its schema
 * @param owned whether the account acts as its owner
 * @param rowsHidden whether policies keep rows from the account
 * @param extensions those that types of its columns belong to
 */
record TableFacts(TableId id, boolean mayUse, boolean maySelect, boolean owned, String owner, boolean rowsHidden,
        long bytes, List<String> extensions) {
    private static final String QUERY = SqlResource.read(TableFacts.class, "tables.sql");

    static List<TableFacts> read(Connection session, List<TableId> tables) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(QUERY)) {
            statement.setArray(1, session.createArrayOf("text", tables.stream().map(TableId::schema).toArray()));
            statement.setArray(2, session.createArrayOf("text", tables.stream().map(TableId::name).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                List<TableFacts> facts = new ArrayList<>();
                while (row.next()) {
                    facts.add(facts(row));
                }
                return facts;
            }
        }
    }

    private static TableFacts facts(ResultSet row) throws SQLException {
        return new TableFacts(new TableId(row.getString("schema"), row.getString("name")), row.getBoolean("may_use"),
                row.getBoolean("may_select"), row.getBoolean("owned"), row.getString("owner"),
                row.getBoolean("rows_hidden"), row.getLong("bytes"),
                List.of((String[]) row.getArray("extensions").getArray()));
    }
}
