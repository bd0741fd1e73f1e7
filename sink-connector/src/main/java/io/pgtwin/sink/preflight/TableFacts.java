package io.pgtwin.sink.preflight;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.NamedTables;
import io.pgtwin.common.pg.SqlResource;

/**
 * What is there of a table to be filled. See {@code tables.sql}.
 *
 * @param mayCreate in the schema, or the schema itself if it does not exist
 * @param isTable whether what exists is a table, and no view, for example
 * @param isOwned whether the account may alter it
 * @param lacking the rights on the table that the account does not have
 * @param foreignKeys those that are checked row by row
 */
record TableFacts(TableId id, boolean schemaExists, boolean mayUse, boolean mayCreate, boolean exists,
        boolean isTable, boolean isPartitioned, boolean isOwned, List<String> lacking, List<String> foreignKeys) {
    private static final String QUERY = SqlResource.read(TableFacts.class, "tables.sql");

    static List<TableFacts> read(Connection session, List<TableId> tables) throws SQLException {
        return NamedTables.query(session, QUERY, tables, TableFacts::facts);
    }

    private static TableFacts facts(ResultSet row) throws SQLException {
        return new TableFacts(NamedTables.id(row),
                row.getBoolean("schema_exists"), row.getBoolean("may_use"), row.getBoolean("may_create"),
                row.getBoolean("table_exists"), row.getBoolean("is_table"),
                row.getBoolean("is_partitioned"), row.getBoolean("is_owned"), NamedTables.texts(row, "lacking"),
                NamedTables.texts(row, "foreign_keys"));
    }

    /** Whether its rows may be looked at. */
    boolean isReadable() {
        return isTable && mayUse && !lacking.contains("SELECT");
    }
}
