package io.pgtwin.common.structure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/** Looks up in the target what is there. Names are the target's own. */
final class Target {
    private final Connection connection;

    Target(Connection connection) {
        this.connection = connection;
    }

    int majorVersion() throws SQLException {
        return Integer.parseInt(texts("SHOW server_version_num").get(0)) / 10_000;
    }

    boolean hasSchema(String schema) throws SQLException {
        return found("SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname = ?", schema);
    }

    boolean hasRelation(TableId relation) throws SQLException {
        return found("SELECT 'x' WHERE pg_catalog.to_regclass(?) IS NOT NULL", Sql.table(relation));
    }

    boolean hasType(TableId type) throws SQLException {
        return found("SELECT 'x' WHERE pg_catalog.to_regtype(?) IS NOT NULL", Sql.table(type));
    }

    boolean hasCollation(TableId collation) throws SQLException {
        return found("SELECT collname FROM pg_catalog.pg_collation c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace"
                + " WHERE n.nspname = ? AND c.collname = ?", collation.schema(), collation.name());
    }

    boolean hasFunction(TableId function) throws SQLException {
        return found("SELECT proname FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace"
                + " WHERE n.nspname = ? AND p.proname = ?", function.schema(), function.name());
    }

    /** @param types of the arguments, separated by commas */
    boolean hasFunction(TableId function, String types) throws SQLException {
        return found("SELECT 'x' WHERE pg_catalog.to_regprocedure(?) IS NOT NULL",
                Sql.table(function) + "(" + types + ")");
    }

    boolean hasTrigger(TableId table, String trigger) throws SQLException {
        return found("SELECT tgname FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass(?) AND tgname ="
                + " ?",
                Sql.table(table), trigger);
    }

    boolean hasPolicy(TableId table, String policy) throws SQLException {
        return found("SELECT polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass(?) AND polname"
                + " = ?",
                Sql.table(table), policy);
    }

    boolean hasRowSecurity(TableId table) throws SQLException {
        return found("SELECT relname FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(?) AND relrowsecurity",
                Sql.table(table));
    }

    boolean hasForcedRowSecurity(TableId table) throws SQLException {
        return found("SELECT relname FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(?)"
                + " AND relforcerowsecurity", Sql.table(table));
    }

    /** Whether policies do not count for the session's role, also where they are forced. */
    boolean bypassesRowSecurity() throws SQLException {
        return found("SELECT rolname FROM pg_catalog.pg_roles WHERE rolname = current_user AND (rolsuper OR"
                + " rolbypassrls)");
    }

    boolean hasDefault(TableId table, String column) throws SQLException {
        return found("SELECT attname FROM pg_catalog.pg_attribute"
                + " WHERE attrelid = pg_catalog.to_regclass(?) AND attname = ? AND atthasdef", Sql.table(table),
                column);
    }

    boolean hasPrimaryKey(TableId table) throws SQLException {
        return found("SELECT conname FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass(?)"
                + " AND contype = 'p'", Sql.table(table));
    }

    /** Inherited constraints do not count: a constraint of the table's own merges with such a one. */
    boolean hasConstraint(TableId table, String constraint) throws SQLException {
        return found("SELECT conname FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass(?)"
                + " AND conname = ? AND (conislocal OR contype <> 'c')", Sql.table(table), constraint);
    }

    boolean hasIndexOrStatistics(TableId table, String name) throws SQLException {
        return tablesOfLocal(new TableId(table.schema(), name)).contains(Sql.table(table));
    }

    /** The tables, quoted, that relations or statistics of this name belong to; an empty text for other relations. */
    List<String> tablesOfLocal(TableId name) throws SQLException {
        return tables("tables-of-local", name, name);
    }

    /** The table, quoted, whose column owns a sequence: empty text if no column does, nothing without the sequence. */
    Optional<String> ownerOfSequence(TableId sequence) throws SQLException {
        return tables("owner-of-sequence", sequence).stream().findFirst();
    }

    Optional<String> extensionSchema(String extension) throws SQLException {
        return texts("SELECT nspname FROM pg_catalog.pg_extension e"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = ?", extension)
                .stream().findFirst();
    }

    private List<String> tables(String query, TableId... names) throws SQLException {
        List<String> parameters = new ArrayList<>();
        for (TableId name : names) {
            parameters.add(name.schema());
            parameters.add(name.name());
        }
        return texts(Catalog.resource(query), parameters.toArray(String[]::new));
    }

    private boolean found(String sql, String... parameters) throws SQLException {
        return !texts(sql, parameters).isEmpty();
    }

    private List<String> texts(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                List<String> values = new ArrayList<>();
                while (row.next()) {
                    values.add(row.getString(1));
                }
                return values;
            }
        }
    }
}
