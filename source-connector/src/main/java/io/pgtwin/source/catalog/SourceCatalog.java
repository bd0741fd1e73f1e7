package io.pgtwin.source.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;

/** What the source's server says of itself, over one session, which stays the caller's. For one thread. */
public final class SourceCatalog {
    private final Connection connection;

    public SourceCatalog(Connection connection) {
        this.connection = connection;
    }

    /** The server's version as a number, like 170004. */
    public int serverVersion() {
        return Integer.parseInt(single("SHOW server_version_num"));
    }

    /** The size of one block of a table. */
    public int blockBytes() {
        return Integer.parseInt(single("SHOW block_size"));
    }

    public String databaseName() {
        return single("SELECT pg_catalog.current_database()");
    }

    /** Tells one database cluster from another. */
    public String systemIdentifier() {
        return single("SELECT system_identifier FROM pg_catalog.pg_control_system()");
    }

    public boolean isStandby() {
        return single("SELECT pg_catalog.pg_is_in_recovery()").equals("t");
    }

    /**
     * @param standbyToo whether a standby is wanted
     * @throws PgTwinException SERVER_NOT_READY if it is a standby and not wanted: it may be promoted, or the primary
     *     come back
     */
    public void requirePrimary(boolean standbyToo) {
        if (!standbyToo && isStandby()) {
            throw new PgTwinException(FailureKind.SERVER_NOT_READY, "The source is a standby");
        }
    }

    /**
     * The part of the cluster's history that the server writes now; each promotion begins another one. Not on a
     * standby.
     */
    public int timeline() {
        return Integer.parseInt(single("SELECT ('x' || pg_catalog.left("
                + "pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()), 8))::bit(32)::int"));
    }

    /** Whether there is a table of this OID, whatever its name is now, or another one of this name. */
    public boolean hasTable(long oid, TableId name) {
        return !single("SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid ="
                + " c.relnamespace WHERE c.oid = " + oid + " OR n.nspname = " + Sql.literal(name.schema())
                + " AND c.relname = "
                + Sql.literal(name.name())).equals("0");
    }

    /** The snapshot of the session's transaction, for others to take while that lasts. */
    public String exportSnapshot() {
        return single("SELECT pg_catalog.pg_export_snapshot()");
    }

    /** Where the WAL ends that is written so far; on a standby, that is replayed so far. */
    public Lsn currentLsn() {
        return Lsn.parse(single("SELECT CASE WHEN pg_catalog.pg_is_in_recovery()"
                + " THEN pg_catalog.pg_last_wal_replay_lsn() ELSE pg_catalog.pg_current_wal_insert_lsn() END"));
    }

    /** Writes something into the WAL, so that {@link #currentLsn()} is higher afterwards. Not on a standby. */
    public void advanceLsn() {
        single("SELECT pg_catalog.txid_current()"); // a transaction with a number leaves a commit record
    }

    /** A type's name with its modifier, as a column's definition shows it. */
    public String typeName(long typeOid, int typeModifier) {
        return single("SELECT pg_catalog.format_type(" + typeOid + ", " + typeModifier + ")");
    }

    private String single(String sql) {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot query the source");
        }
    }
}
