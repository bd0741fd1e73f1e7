package io.pgtwin.sink.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.pg.SqlResource;
import io.pgtwin.common.pg.UniqueIndex;
import io.pgtwin.common.pg.ViolatedConstraint;

/** Reads tables from the target's catalog. */
public final class TargetCatalog {
    private static final String TABLE = SqlResource.read(TargetCatalog.class, "target-table.sql");
    private static final String COLUMNS = SqlResource.read(TargetCatalog.class, "target-columns.sql");
    private static final String MAY_TRUNCATE = SqlResource.read(TargetCatalog.class, "may-truncate.sql");

    private static final String REFERENCED = """
            SELECT n.nspname, c.relname
            FROM pg_catalog.pg_constraint f
            JOIN pg_catalog.pg_class c ON c.oid = f.confrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE f.conrelid = pg_catalog.to_regclass(?) AND f.conname = ? AND f.contype = 'f'
            """;

    private final Connection connection;

    public TargetCatalog(Connection connection) {
        this.connection = connection;
    }

    /** @return empty if there is no such table */
    public Optional<TargetTable> load(TableId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
            statement.setString(1, id.schema());
            statement.setString(2, id.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(table(id, row)) : Optional.empty();
            }
        }
    }

    /** Whether the account has the TRUNCATE right on all of them, and no foreign key of another table is in the way. */
    public boolean mayTruncate(Collection<TableId> tables) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MAY_TRUNCATE)) {
            statement.setArray(1, connection.createArrayOf("text", tables.stream().map(Sql::table).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** The table that a foreign key refers to. */
    public Optional<TableId> referencedBy(ViolatedConstraint foreignKey) {
        try (PreparedStatement statement = connection.prepareStatement(REFERENCED)) {
            statement.setString(1, Sql.table(foreignKey.table()));
            statement.setString(2, foreignKey.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(new TableId(row.getString(1), row.getString(2))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot look up foreign key \"" + foreignKey.name() + "\" in the target");
        }
    }

    private static void requireTable(TableId id, boolean isTable) {
        if (!isTable) {
            throw new PgTwinException(FailureKind.TARGET_UNSUITABLE, "In the target " + id
                    + " is no table but a view, sequence or index: rename it, or map the table with name.mapping");
        }
    }

    private static List<String> names(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private TargetTable table(TableId id, ResultSet row) throws SQLException {
        requireTable(id, row.getBoolean("is_table"));
        long oid = row.getLong("oid");
        return new TargetTable(id, row.getBoolean("partitioned"), names(row, "triggers"), names(row, "rules"),
                columns(oid), UniqueIndex.of(connection, oid));
    }

    private List<TargetColumn> columns(long oid) throws SQLException {
        List<TargetColumn> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setLong(1, oid);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(new TargetColumn(row.getString("name"), row.getString("type"),
                            row.getString("base_type"), row.getBoolean("not_null"),
                            row.getBoolean("has_default"), row.getBoolean("generated"),
                            row.getBoolean("identity_always")));
                }
            }
        }
        return List.copyOf(columns);
    }
}
