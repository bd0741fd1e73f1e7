package io.pgtwin.source.catalog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

/** Columns, keys and parts of a set of tables, each read with one query for all. */
final class TableDetails {
    private static final String TO_IDENTIFY = "its key or replica identity, so that rows could not be found again";
    private static final String TO_BE_MADE =
            "its primary key or to what it is partitioned by, so that it could not be made in the target";

    private final Map<Long, List<ColumnDefinition>> columns = new HashMap<>();
    private final Map<Long, List<ColumnIdentity>> identities = new HashMap<>();
    private final Map<Long, List<String>> keys = new HashMap<>();
    private final Map<Long, List<TablePart>> parts = new HashMap<>();
    private final Map<Long, List<String>> indispensable = new HashMap<>();
    private final TableSelection selection;

    /** What to do with each row of a query. */
    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    /** @param oids of the tables */
    TableDetails(Connection connection, CatalogSql sql, Array oids, TableSelection selection) throws SQLException {
        this.selection = selection;
        query(connection, sql.columns(), oids, this::readColumn);
        query(connection, sql.keys(), oids, row -> list(keys, row).add(row.getString(2)));
        query(connection, sql.parts(), oids, row -> list(parts, row).add(part(row)));
        if (selection.excludesColumns()) {
            query(connection, sql.indispensableColumns(), oids, row -> list(indispensable, row).add(row.getString(2)));
        }
    }

    private static void query(Connection connection, String sql, Array oids, Reader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, oids);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    /** The table's OID is the first column of each query. */
    private static <T> List<T> list(Map<Long, List<T>> lists, ResultSet row) throws SQLException {
        return lists.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>());
    }

    private void readColumn(ResultSet row) throws SQLException {
        list(columns, row).add(new ColumnDefinition(row.getString(2), row.getString(3), row.getBoolean(6)));
        list(identities, row).add(new ColumnIdentity(row.getString(2), row.getLong(4), row.getInt(5)));
    }

    private static TablePart part(ResultSet row) throws SQLException {
        return new TablePart(new TableId(row.getString(2), row.getString(3)), row.getBoolean(4), row.getLong(5),
                row.getLong(6), row.getBoolean(7), List.of((String[]) row.getArray(8).getArray()),
                row.getString(9));
    }

    /** @throws PgTwinException CONFIGURATION if a column is excluded that the table cannot do without */
    SourceTable table(TableId id, long oid) {
        requireIncluded(id, keys.getOrDefault(oid, List.of()), TO_IDENTIFY);
        parts.getOrDefault(oid, List.of()).forEach(part -> requireIncluded(id, part.identity(), TO_IDENTIFY));
        requireIncluded(id, indispensable.getOrDefault(oid, List.of()), TO_BE_MADE);
        List<ColumnDefinition> all = columns.getOrDefault(oid, List.of());
        List<ColumnDefinition> taken = all.stream().filter(column -> !selection.excludes(id, column.name())).toList();
        if (taken.isEmpty() && !all.isEmpty()) {
            throw refusal("excludes every column of table " + id);
        }
        return new SourceTable(oid, new TableDefinition(id, taken, key(oid, taken)),
                identities.getOrDefault(oid, List.of()).stream()
                .filter(it -> !selection.excludes(id, it.name())).toList(),
                List.copyOf(parts.getOrDefault(oid, List.of())));
    }

    private void requireIncluded(TableId id, List<String> needed, String why) {
        List<String> excluded = needed.stream().filter(column -> selection.excludes(id, column)).toList();
        if (!excluded.isEmpty()) {
            throw refusal("excludes " + String.join(", ", excluded) + " of table " + id + ", which belong to "
                    + why + ": exclude other columns, or the table");
        }
    }

    private static PgTwinException refusal(String what) {
        return new PgTwinException(FailureKind.CONFIGURATION, TableSelection.COLUMN_EXCLUDE + " " + what);
    }

    /** A key with a generated column is none, because such a column is not published. */
    private List<String> key(long oid, List<ColumnDefinition> definitions) {
        List<String> key = keys.getOrDefault(oid, List.of());
        boolean isSent = definitions.stream().map(ColumnDefinition::name).toList().containsAll(key);
        return isSent ? key : List.of();
    }
}
