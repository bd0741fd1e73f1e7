package io.pgtwin.sink.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;

/** Creates a plain table in the target: columns with their exact types, NOT NULL and the primary key. */
final class TableCreator {
    private static final Logger LOG = LoggerFactory.getLogger(TableCreator.class);

    /** What the server answers when another session creates the same schema or table at the same moment. */
    private static final Set<String> CREATED_BY_ANOTHER = Set.of("42P06", "42P07", "42710", "23505");

    private final Connection connection;
    private final ColumnMapping mapping;

    TableCreator(Connection connection, ColumnMapping mapping) {
        this.connection = connection;
        this.mapping = mapping;
    }

    /** @throws PgTwinException if a type is missing or a right is */
    void create(TableDefinition definition, TableId target) {
        try {
            checkTypes(definition, target);
            createSchema(target.schema());
            if (executeUnlessCreated(tableSql(definition, target))) {
                LOG.info("Target table {} was created for source table {}", target, definition.id());
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot create target table " + target + " for source table " + definition.id());
        }
    }

    /** Also keeps text that is no type out of the statement below: types come from records. */
    private void checkTypes(TableDefinition definition, TableId target) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT to_regtype(?) IS NOT NULL")) {
            for (ColumnDefinition column : definition.columns()) {
                if (!typeExists(statement, column.type())) {
                    throw new PgTwinException(FailureKind.TYPE_MISSING, "Type " + column.type() + " of column '"
                            + column.name() + "' does not exist in the target, so table " + target
                            + " cannot be created");
                }
            }
        }
    }

    private static boolean typeExists(PreparedStatement statement, String type) throws SQLException {
        statement.setString(1, type);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Looks first, because even IF NOT EXISTS demands the right to create schemas. */
    private void createSchema(String schema) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT FROM pg_namespace WHERE nspname = ?")) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    return;
                }
            }
        }
        executeUnlessCreated("CREATE SCHEMA " + Sql.identifier(schema));
    }

    /** @return false if another session was quicker */
    private boolean executeUnlessCreated(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            if (!CREATED_BY_ANOTHER.contains(e.getSQLState())) {
                throw e;
            }
            return false;
        }
    }

    private String tableSql(TableDefinition definition, TableId target) {
        List<String> parts = new ArrayList<>();
        for (ColumnDefinition column : definition.columns()) {
            parts.add(Sql.identifier(mapping.map(definition.id(), column.name())) + " " + column.type()
                    + (column.notNull() ? " NOT NULL" : ""));
        }
        if (definition.hasKey()) {
            List<String> key = definition.keyColumns().stream().map(name -> mapping.map(definition.id(), name))
                    .toList();
            parts.add("PRIMARY KEY (" + Sql.identifiers(key) + ")");
        }
        return "CREATE TABLE " + Sql.table(target) + " (" + String.join(", ", parts) + ")";
    }
}
