package io.pgtwin.source.catalog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.pg.SqlResource;

/** The source's tables that a selection takes, over one session, which stays the caller's. For one thread. */
public final class TableCatalog {
    private static final String SHAPES = SqlResource.read(TableCatalog.class, "table-shapes.sql");

    private final Connection connection;
    private final TableSelection selection;
    private final CatalogSql sql;

    public TableCatalog(Connection connection, TableSelection selection) {
        this.connection = connection;
        this.selection = selection;
        this.sql = new CatalogSql(new SourceCatalog(connection).serverVersion());
    }

    /** Whether partitioned tables are published as one table each. */
    public boolean takesPartitionedAsOne() {
        return selection.partitionedAsOne() && sql.canPublishPartitionedAsOne();
    }

    /**
     * The selected tables with their definitions, by name.
     *
     * @throws PgTwinException NOTHING_SELECTED if there is none, or an include pattern matches none; TABLE_UNSUITABLE
     *         if only a part of one is selected; TYPE_UNSUITABLE if one has a column that no server could read back;
     *         CONFIGURATION if a column is excluded that identifies rows
     */
    public List<SourceTable> tables() {
        List<FoundRelation> chosen = selection.choose(relations());
        try {
            Array oids = connection.createArrayOf("oid", chosen.stream().map(FoundRelation::oid).toArray());
            requireReadableColumns(oids);
            TableDetails details = new TableDetails(connection, sql, oids, selection);
            List<SourceTable> tables = chosen.stream().map(it -> details.table(it.id(), it.oid())).toList();
            tables.forEach(selection::requireWhole);
            return tables;
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read the definitions of the source's tables");
        }
    }

    private void requireReadableColumns(Array oids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.unreadableColumns())) {
            statement.setArray(1, oids);
            List<String> columns = new ArrayList<>();
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                if (selection.excludes(new TableId(row.getString(1), row.getString(2)), row.getString(3))) {
                    continue;
                }
                columns.add("'" + row.getString(3) + "' of table " + new TableId(row.getString(1), row.getString(2))
                        + ", a " + row.getString(4));
            }
            if (!columns.isEmpty()) {
                throw new PgTwinException(FailureKind.TYPE_UNSUITABLE,
                        "PostgreSQL reads no value of the type of column " + String.join("; ", columns));
            }
        }
    }

    /** What the selection matches, but no sync can take: a sentence for each relation that a user may miss. */
    public List<String> missed() {
        return selection.missed(relations());
    }

    /** Every table that a sync could take, selected or not. */
    public List<TableId> takeable() {
        return relations().stream().filter(FoundRelation::isTable).map(FoundRelation::id).toList();
    }

    /** Include patterns that match nothing; {@link #tables()} fails with them. */
    public List<UnmatchedPattern> unmatchedIncludes() {
        return selection.unmatchedIncludes(relations());
    }

    /** Exclude patterns that match no schema or table. */
    public List<UnmatchedPattern> unmatchedExcludes() {
        return selection.unmatchedExcludes(relations());
    }

    /** Patterns of excluded columns that match no column of the tables. */
    public List<UnmatchedPattern> unmatchedColumns(List<SourceTable> tables) {
        return selection.unmatchedColumns(columnNames(tables).entrySet().stream().flatMap(table ->
                table.getValue().stream().map(column -> TableSelection.columnName(table.getKey(), column))).toList());
    }

    /** The columns that are left out, by table; only of tables that have any. */
    public Map<TableId, Set<String>> excludedColumns(List<SourceTable> tables) {
        Map<TableId, Set<String>> excluded = new TreeMap<>();
        columnNames(tables).forEach((table, columns) -> columns.stream().filter(it -> selection.excludes(table, it))
                .forEach(column -> excluded.computeIfAbsent(table, it -> new TreeSet<>()).add(column)));
        return excluded;
    }

    /** With generated ones. */
    private Map<TableId, List<String>> columnNames(List<SourceTable> tables) {
        try (PreparedStatement statement = connection.prepareStatement(sql.columnNames())) {
            statement.setArray(1, connection.createArrayOf("oid", tables.stream().map(SourceTable::oid).toArray()));
            Map<TableId, List<String>> names = new TreeMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.computeIfAbsent(new TableId(row.getString(1), row.getString(2)), it -> new ArrayList<>())
                            .add(row.getString(3));
                }
            }
            return names;
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot list the columns of the source's tables");
        }
    }

    private List<FoundRelation> relations() {
        try (PreparedStatement statement = connection.prepareStatement(sql.tables(takesPartitionedAsOne()));
                ResultSet row = statement.executeQuery()) {
            List<FoundRelation> relations = new ArrayList<>();
            while (row.next()) {
                relations.add(new FoundRelation(new TableId(row.getString(1), row.getString(2)), row.getLong(3),
                        Optional.ofNullable(row.getString(4)), row.getBoolean(5)));
            }
            return relations;
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot list the tables of the source");
        }
    }

    /** Whether one of the tables, or a partition, has its rows in another file than the session's snapshot knows. */
    public boolean hasRewritten(List<SourceTable> tables) {
        String sql = "SELECT EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = ANY (?)"
                + " AND relfilenode <> pg_catalog.pg_relation_filenode(oid))";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("regclass", tables.stream()
                    .flatMap(table -> table.parts().stream()).map(part -> Sql.table(part.id())).toArray()));
            ResultSet row = statement.executeQuery();
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot look at the files of the source's tables");
        }
    }

    /** What the tables are like for a session, as a text to compare. Needs no lock on them. */
    public static String shapes(Connection session, List<SourceTable> tables) {
        try (PreparedStatement statement = session.prepareStatement(SHAPES)) {
            statement.setArray(1, session.createArrayOf("oid", tables.stream().map(SourceTable::oid).toArray()));
            ResultSet row = statement.executeQuery();
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot compare the source's tables");
        }
    }

    /**
     * Keeps the tables and their partitions from being altered, rewritten or truncated until the session's transaction
     * ends, as pg_dump does.
     */
    public void lockAgainstRedefinition(List<SourceTable> tables) {
        Set<TableId> all = new LinkedHashSet<>();
        for (SourceTable table : tables) {
            all.add(table.id());
            table.parts().forEach(part -> all.add(part.id()));
        }
        for (TableId table : all) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("LOCK TABLE ONLY " + Sql.table(table) + " IN ACCESS SHARE MODE");
            } catch (SQLException e) {
                throw SqlFailures.of(e, "Cannot lock table " + table + " of the source");
            }
        }
    }
}
