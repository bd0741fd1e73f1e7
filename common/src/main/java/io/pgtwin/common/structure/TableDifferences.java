package io.pgtwin.common.structure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/**
 * Tells how a table that was in the target before differs from what the source's definition would make there. The server
 * itself is the judge: it makes the table for a moment under another name, in a transaction that is rolled back.
 */
public final class TableDifferences {
    private static final String SCRATCH = "pgtwin_scratch";

    private final Connection connection;
    private final SqlNames names;
    private final String schema;

    /**
     * @param connection with auto-commit
     * @param schema of the target, where the account may create
     */
    public TableDifferences(Connection connection, Names names, String schema) {
        this.connection = connection;
        this.names = new TargetNames(names, new Target(connection));
        this.schema = schema;
    }

    /**
     * @param table of kind TABLE
     * @param primaryKey of that table, if it has one
     * @return in words; empty if there are no differences
     * @throws SQLException also if the definition cannot be made, such as for want of a type
     */
    public List<String> of(StructureObject table, Optional<StructureObject> primaryKey) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            TableId scratch = new TableId(schema, SCRATCH);
            // only the first statement: the others attach it to its parents, or give it what others have
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
