package io.pgtwin.sink.progress;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.pg.SqlResource;

/** Creates the tables and the view that hold and show the progress, where they are not there yet. */
public final class ProgressTables {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressTables.class);
    private static final String CREATE = SqlResource.read(ProgressTables.class, "progress-tables.sql");

    /** An arbitrary number that only pgtwin uses: tasks that start together take turns. */
    private static final long ADVISORY_LOCK = 0x7067_7477_696eL;

    /** The view is created last; earlier versions had no generations, no sequences or no consistency. */
    private static final String EXISTS = """
            SELECT FROM pg_namespace n
              JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = 'status' AND c.relkind = 'v'
              JOIN pg_class p ON p.relnamespace = n.oid AND p.relname = 'progress'
              JOIN pg_class s ON s.relnamespace = n.oid AND s.relname = 'sequences'
              JOIN pg_class k ON k.relnamespace = n.oid AND k.relname = 'consistency'
              JOIN pg_attribute a ON a.attrelid = p.oid AND a.attname = 'generation'
            WHERE n.nspname = ?
            """;

    private final Connection connection;
    private final String schema;

    /** @param connection outside a transaction, with auto-commit */
    public ProgressTables(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** @throws io.pgtwin.common.failure.PgTwinException if the account may not create them */
    public void createIfAbsent() {
        try {
            if (!exist()) {
                create();
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot create pgtwin's own tables in schema '" + schema + "' of the target");
        }
    }

    private boolean exist() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EXISTS)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private void create() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + ADVISORY_LOCK + ")");
            if (!exist()) {
                statement.execute(sql());
                LOG.info("pgtwin's own tables were created in schema '{}' of the target", schema);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Without the right to create schemas, one that exists must not be named in CREATE SCHEMA. */
    private String sql() throws SQLException {
        String all = CREATE.replace(":\"schema\"", Sql.identifier(schema));
        return schemaExists() ? all.substring(all.indexOf("CREATE TABLE")) : all;
    }

    private boolean schemaExists() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT FROM pg_namespace WHERE nspname = ?")) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
