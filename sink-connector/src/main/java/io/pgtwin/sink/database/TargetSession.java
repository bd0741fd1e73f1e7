package io.pgtwin.sink.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.SqlFailures;

/** Opens the session that applies, with the settings that make it quick and its plans steady. */
public final class TargetSession {
    private static final Logger LOG = LoggerFactory.getLogger(TargetSession.class);

    /**
     * Commits need not wait for the disk, because the progress is in the same transaction as the rows: if the target
     * crashes and loses its last transactions, it loses their progress too, and the sink seeks back to what is left.
     * Kafka's own consumer offsets may be ahead then, which is harmless because the target's win.
     *
     * <p>The joins from the staging table to the target must go through the key's index whatever the statistics say,
     * which nobody has collected yet on a table that is being filled; so every other kind of join is made unattractive.
     *
     * <p>The transaction of a large source transaction stays open while its next part is on its way.
     */
    private static final String SETTINGS = """
            SET synchronous_commit = off;
            SET enable_hashjoin = off;
            SET enable_mergejoin = off;
            SET enable_seqscan = off;
            SET enable_bitmapscan = off;
            SET enable_material = off;
            SET max_parallel_workers_per_gather = 0;
            SET temp_buffers = '32MB';
            SET idle_in_transaction_session_timeout = 0;
            SET client_min_messages = 'error'
            """;

    private static final int FIRST_VERSION_WITH_JIT = 11;

    private TargetSession() {}

    /** A session outside a transaction, with auto-commit. */
    public static Connection open(Sessions sessions) {
        Connection connection = sessions.open();
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            if (connection.getMetaData().getDatabaseMajorVersion() >= FIRST_VERSION_WITH_JIT) {
                statement.execute("SET jit = off"); // it would cost more than these short statements
            }
            return connection;
        } catch (SQLException e) {
            close(connection);
            throw SqlFailures.of(e, "Cannot set up the session of " + sessions.settings());
        }
    }

    /**
     * Keeps triggers and foreign keys of the target from firing, if the account has the right.
     *
     * @return whether it has
     */
    public static boolean becomeReplica(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            return true;
        } catch (SQLException e) {
            LOG.info("The account may not set session_replication_role, so the target's triggers and foreign keys"
                    + " fire");
            return false;
        }
    }

    /** Closes without a failure: what matters was committed before. */
    public static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A session did not close cleanly", e);
        }
    }
}
