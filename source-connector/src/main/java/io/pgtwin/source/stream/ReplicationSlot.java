package io.pgtwin.source.stream;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.pg.SqlResource;
import io.pgtwin.source.offset.SourceOffset;

/** The logical replication slot of a sync. The sessions it is given stay the caller's. */
public final class ReplicationSlot {
    /** The first version of the server whose standbys can take slots along. */
    public static final int FIRST_VERSION_WITH_FAILOVER = 170_000;

    /** The first version whose standbys can have slots of their own. */
    public static final int FIRST_VERSION_ON_STANDBYS = 160_000;

    private static final String PLUGIN = "pgoutput";
    private static final String STATE = SqlResource.read(ReplicationSlot.class, "slot-state.sql");
    /** Of a server whose {@code wal_level} is not logical, or that has no slot left. */
    private static final Set<String> REFUSALS = Set.of("55000", "53400");
    private static final int MAX_NAME_LENGTH = 63;
    private static final String TEMPORARY_SUFFIX = "_again";

    private final String name;

    public ReplicationSlot(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /**
     * Waits until all transactions that run now have ended.
     *
     * @param replication a replication session
     * @param failover whether standbys may take the slot along; only from PostgreSQL 17 on
     */
    public CreatedSlot create(Connection replication, boolean failover) {
        return create(replication, name, "", failover ? "(SNAPSHOT 'export', FAILOVER)" : "EXPORT_SNAPSHOT");
    }

    /**
     * Creates another slot that goes with the session, only for its snapshot: unlike one of an ordinary session, it
     * says exactly which transactions it has seen, namely those that committed before its consistent point.
     *
     * @param replication a replication session
     */
    public CreatedSlot createTemporary(Connection replication) {
        String temporary = name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH - TEMPORARY_SUFFIX.length()))
                + TEMPORARY_SUFFIX;
        return create(replication, temporary, " TEMPORARY", "EXPORT_SNAPSHOT");
    }

    private static CreatedSlot create(Connection replication, String name, String kind, String options) {
        try (Statement statement = replication.createStatement();
                ResultSet row = statement.executeQuery("CREATE_REPLICATION_SLOT " + Sql.identifier(name) + kind
                        + " LOGICAL " + PLUGIN
                        + " " + options)) {
            row.next();
            return new CreatedSlot(Lsn.parse(row.getString("consistent_point")), row.getString("snapshot_name"));
        } catch (SQLException e) {
            FailureKind failure = REFUSALS.contains(e.getSQLState()) ? FailureKind.SERVER_UNSUITABLE
                    : SqlFailures.kindOf(e);
            throw SqlFailures.of(failure, e, "Cannot create slot '" + name + "'");
        }
    }

    /** As the server has it; empty if there is none. */
    public Optional<SlotState> state(Connection session) {
        try (PreparedStatement statement = session.prepareStatement(STATE)) {
            statement.setString(1, name);
            ResultSet row = statement.executeQuery();
            if (!row.next()) {
                return Optional.empty();
            }
            String confirmed = row.getString("confirmed_flush_lsn");
            return Optional.of(new SlotState(row.getString("plugin"), row.getString("database"),
                    Optional.ofNullable(row.getString("loss")), confirmed == null ? Lsn.ZERO : Lsn.parse(confirmed),
                    row.getLong("retained_bytes"), Lsn.parse(row.getString("wal_end"))));
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot look at slot '" + name + "'");
        }
    }

    /**
     * Makes sure that the slot still has everything after the stored offset; going on otherwise would be a gap.
     *
     * @throws PgTwinException SLOT_MISSING, SLOT_UNSUITABLE, SLOT_LOST or SLOT_AHEAD
     */
    public void requireContinues(Optional<SlotState> state, SourceOffset offset, String database) {
        SlotState slot = state.orElseThrow(
                () -> new PgTwinException(FailureKind.SLOT_MISSING, "Slot '" + name + "' does not exist"));
        if (!PLUGIN.equals(slot.plugin()) || !database.equals(slot.database())) {
            throw new PgTwinException(FailureKind.SLOT_UNSUITABLE, "Slot '" + name + "' is of plugin " + slot.plugin()
                    + " and database " + slot.database() + ", not of " + PLUGIN + " and " + database);
        }
        if (slot.loss().isPresent()) {
            throw new PgTwinException(FailureKind.SLOT_LOST, "Slot '" + name + "' is lost (" + slot.loss().get() + ")");
        }
        if (slot.confirmedFlush().isAfter(offset.confirmable())) {
            throw new PgTwinException(FailureKind.SLOT_AHEAD, "Slot '" + name + "' is at " + slot.confirmedFlush()
                    + ", ahead of the stored position " + offset.confirmable());
        }
    }

    public void drop(Connection session) {
        try (PreparedStatement statement = session.prepareStatement(
                "SELECT pg_catalog.pg_drop_replication_slot(slot_name) FROM pg_catalog.pg_replication_slots"
                        + " WHERE slot_name = ?")) {
            statement.setString(1, name);
            statement.execute();
        } catch (SQLException e) {
            throw SqlFailures.ofSlot(e, "Cannot drop slot '" + name + "'");
        }
    }
}
