package io.pgtwin.source.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;

/** Queries of the source's catalog over one session, which stays the caller's. For one thread. */
public final class SourceCatalog {
    private static final int VERSION_WITH_INCLUDED_COLUMNS = 110_000;
    private static final int VERSION_WITH_GENERATED_COLUMNS = 120_000;

    private final Connection connection;

    public SourceCatalog(Connection connection) {
        this.connection = connection;
    }

    /** A row of {@code tables.sql}. */
    private record TableRow(TableId id, long oid, long estimatedRows, long blocks) {}

    /** The server's version as a number, like 170004. */
    public int serverVersion() {
        return Integer.parseInt(single("SHOW server_version_num"));
    }

    public ServerFacts serverFacts() {
        boolean mayReplicate = single("SELECT rolreplication OR rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user")
                .equals("t") || !single("SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname IN ('rds_replication')"
                        + " AND pg_catalog.pg_has_role(oid, 'member')").equals("0");
        return new ServerFacts(serverVersion(), single("SHOW wal_level"), single("SELECT current_user"), mayReplicate);
    }

    public String databaseName() {
        return single("SELECT pg_catalog.current_database()");
    }

    /** Tells one database cluster from another. */
    public String systemIdentifier() {
        return single("SELECT system_identifier FROM pg_catalog.pg_control_system()");
    }

    /** The snapshot of the session's transaction, for others to take while that lasts. */
    public String exportSnapshot() {
        return single("SELECT pg_catalog.pg_export_snapshot()");
    }

    /** Where the WAL ends that is written so far. */
    public Lsn currentLsn() {
        return Lsn.parse(single("SELECT pg_catalog.pg_current_wal_insert_lsn()"));
    }

    /** Writes something into the WAL, so that {@link #currentLsn()} is higher afterwards. */
    public void advanceLsn() {
        single("SELECT pg_catalog.txid_current()"); // a transaction with a number leaves a commit record
    }

    /** The names of all tables that a sync could take. */
    public List<TableId> tableNames() {
        return tableRows().stream().map(TableRow::id).toList();
    }

    /**
     * The selected tables with their definitions, by name.
     *
     * @throws PgTwinException NOTHING_SELECTED if there is none, or an include pattern matches none; TYPE_UNSUITABLE if
     *     one has a column that no server could read back
     */
    public List<SourceTable> tables(TableSelection selection) {
        List<TableRow> all = tableRows();
        List<String> unmatched = selection.patternsWithoutMatch(all.stream().map(TableRow::id).toList());
        if (!unmatched.isEmpty()) {
            throw new PgTwinException(FailureKind.NOTHING_SELECTED,
                    "table.include.list matches no table with " + String.join(", ", unmatched));
        }
        List<TableRow> selected = all.stream().filter(row -> selection.takes(row.id())).toList();
        if (selected.isEmpty()) {
            throw new PgTwinException(FailureKind.NOTHING_SELECTED, "No table of the source is selected");
        }
        return withDefinitions(selected);
    }

    private List<TableRow> tableRows() {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(resource("tables"))) {
            List<TableRow> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(new TableRow(new TableId(row.getString(1), row.getString(2)), row.getLong(3), row.getLong(5),
                        row.getLong(6)));
            }
            return rows;
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot list the tables of the source");
        }
    }

    private List<SourceTable> withDefinitions(List<TableRow> rows) {
        try {
            Array oids = connection.createArrayOf("oid", rows.stream().map(TableRow::oid).toArray());
            requireReadableColumns(oids);
            Map<Long, List<ColumnDefinition>> columns = new HashMap<>();
            Map<Long, List<ColumnIdentity>> identities = new HashMap<>();
            readColumns(oids, columns, identities);
            Map<Long, List<String>> keys = readKeys(oids);
            return rows.stream().map(row -> new SourceTable(row.oid(),
                    new TableDefinition(row.id(), columns.getOrDefault(row.oid(), List.of()),
                            keys.getOrDefault(row.oid(), List.of())),
                    List.copyOf(identities.getOrDefault(row.oid(), List.of())), row.estimatedRows(), row.blocks())).toList();
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read the definitions of the source's tables");
        }
    }

    private void requireReadableColumns(Array oids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(resource("unreadable-columns"))) {
            statement.setArray(1, oids);
            List<String> columns = new ArrayList<>();
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                columns.add("'" + row.getString(3) + "' of table " + new TableId(row.getString(1), row.getString(2))
                        + ", a " + row.getString(4));
            }
            if (!columns.isEmpty()) {
                throw new PgTwinException(FailureKind.TYPE_UNSUITABLE,
                        "PostgreSQL reads no value of the type of column " + String.join("; ", columns));
            }
        }
    }

    private void readColumns(Array oids, Map<Long, List<ColumnDefinition>> columns,
            Map<Long, List<ColumnIdentity>> identities) throws SQLException {
        String notGenerated = serverVersion() >= VERSION_WITH_GENERATED_COLUMNS ? "a.attgenerated = ''" : "true";
        String sql = resource("columns").replace("$generated$", notGenerated);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, oids);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                columns.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                        .add(new ColumnDefinition(row.getString(2), row.getString(3), row.getBoolean(6)));
                identities.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                        .add(new ColumnIdentity(row.getString(2), row.getLong(4), row.getInt(5)));
            }
        }
    }

    private Map<Long, List<String>> readKeys(Array oids) throws SQLException {
        String keyColumns = serverVersion() >= VERSION_WITH_INCLUDED_COLUMNS ? "i.indnkeyatts" : "i.indnatts";
        String sql = resource("keys").replace("$key_columns$", keyColumns);
        Map<Long, List<String>> keys = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, oids);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                keys.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>()).add(row.getString(2));
            }
        }
        return keys;
    }

    /** A type's name with its modifier, as a column's definition shows it. */
    public String typeName(long typeOid, int typeModifier) {
        return single("SELECT pg_catalog.format_type(" + typeOid + ", " + typeModifier + ")");
    }

    /**
     * Keeps the tables from being altered, rewritten or truncated until the session's transaction ends, as pg_dump does: a
     * table that is rewritten after the snapshot was taken would look empty under it.
     */
    public void lockAgainstRedefinition(List<TableId> tables) {
        for (TableId table : tables) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("LOCK TABLE ONLY " + Sql.table(table) + " IN ACCESS SHARE MODE");
            } catch (SQLException e) {
                throw SqlFailures.of(e, "Cannot lock table " + table + " of the source");
            }
        }
    }

    private String single(String sql) {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot query the source");
        }
    }

    private static String resource(String name) {
        try (InputStream in = SourceCatalog.class.getResourceAsStream(name + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
