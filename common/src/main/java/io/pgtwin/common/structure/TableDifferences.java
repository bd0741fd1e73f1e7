package io.pgtwin.common.structure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/**
 * Tells how tables that were in the target before differ from what the source's definitions would make there. A table
 * that would be read from the target as it was read from the source is equal. Otherwise the server itself is the judge:
 * it makes the table for a moment under another name, in a transaction that is rolled back.
 */
public final class TableDifferences {
    private static final String SCRATCH = "pgtwin_scratch";

    private final Connection connection;
    private final SqlNames names;
    private final String schema;
    private final Map<TableId, StructureObject> tables;
    private final Map<TableId, StructureObject> primaryKeys;

    /**
     * @param connection with auto-commit
     * @param schema of the target, where the account may create
     * @param asked the source's tables that will be asked for: reading them all at once is much faster
     */
    public TableDifferences(Connection connection, Names names, String schema, Collection<TableId> asked) {
        this.connection = connection;
        this.names = new TargetNames(names, new Target(connection));
        this.schema = schema;
        List<StructureObject> there = read(asked.stream().map(this.names::relation).distinct().toList());
        tables = byTable(there, StructureKind.TABLE);
        primaryKeys = byTable(there, StructureKind.PRIMARY_KEY);
    }

    private List<StructureObject> read(List<TableId> targets) {
        try {
            return new StructureReader(connection, Set.of()).read(targets).objects();
        } catch (PgTwinException e) {
            if (e.isRetriable()) {
                throw e;
            }
            return List.of(); // the slow way tells what is wrong
        }
    }

    private static Map<TableId, StructureObject> byTable(List<StructureObject> objects, StructureKind kind) {
        return objects.stream().filter(object -> object.kind() == kind)
                .collect(Collectors.toMap(object -> object.rowsOf().orElseThrow(), object -> object));
    }

    /**
     * @param table of kind TABLE
     * @param primaryKey of that table, if it has one
     * @return in words; empty if there are no differences
     * @throws SQLException also if the definition cannot be made, such as for want of a type
     */
    public List<String> of(StructureObject table, Optional<StructureObject> primaryKey) throws SQLException {
        TableId target = names.relation(table.id());
        boolean equal = isLike(Optional.of(table), Optional.ofNullable(tables.get(target)))
                && isLike(primaryKey, Optional.ofNullable(primaryKeys.get(target)));
        return equal ? List.of() : ofScratch(table, primaryKey);
    }

    private boolean isLike(Optional<StructureObject> wanted, Optional<StructureObject> there) {
        return wanted.map(it -> firstStatement(it, names)).equals(there.map(it -> firstStatement(it, SqlNames.SAME)));
    }

    /** The others attach a table to its parents, or give it what others have. */
    private static String firstStatement(StructureObject object, SqlNames names) {
        return object.statements().get(0).render(names);
    }

    private List<String> ofScratch(StructureObject table, Optional<StructureObject> primaryKey) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            TableId scratch = new TableId(schema, SCRATCH);
            statement.execute(StatementCheck.checked(render(table.statements().get(0), table.id(), scratch)));
            if (primaryKey.isPresent()) {
                statement.execute(StatementCheck.checked(
                        render(primaryKey.get().statements().get(0), table.id(), scratch)));
            }
            return differences(names.relation(table.id()), scratch);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private String render(SqlTemplate template, TableId table, TableId scratch) {
        return template.parts().stream().map(part -> {
            if (part instanceof SqlPart.Sequence) {
                return Sql.table(new TableId(schema, SCRATCH + "_sequence")); // that of an identity column
            }
            boolean itself = part instanceof SqlPart.Relation relation && relation.id().equals(table);
            return itself ? Sql.table(scratch) : part.render(names);
        }).collect(Collectors.joining());
    }

    private List<String> differences(TableId found, TableId wanted) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Catalog.resource("table-differences"))) {
            statement.setString(1, Sql.table(found));
            statement.setString(2, Sql.table(wanted));
            List<String> differences = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    differences.add(row.getString(1));
                }
            }
            return differences;
        }
    }
}
