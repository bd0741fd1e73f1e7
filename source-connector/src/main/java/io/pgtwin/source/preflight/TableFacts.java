package io.pgtwin.source.preflight;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.NamedTables;
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
        return NamedTables.query(session, QUERY, tables, TableFacts::facts);
    }

    private static TableFacts facts(ResultSet row) throws SQLException {
        return new TableFacts(NamedTables.id(row), row.getBoolean("may_use"),
                row.getBoolean("may_select"), row.getBoolean("owned"), row.getString("owner"),
                row.getBoolean("rows_hidden"), row.getLong("bytes"),
                NamedTables.texts(row, "extensions"));
    }
}
