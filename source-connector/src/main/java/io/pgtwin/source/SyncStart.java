package io.pgtwin.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failpoint.Failpoint;
import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.structure.Structure;
import io.pgtwin.common.structure.StructureReader;
import io.pgtwin.common.wire.TopicNames;
import io.pgtwin.source.catalog.Publication;
import io.pgtwin.source.catalog.PublishedEntry;
import io.pgtwin.source.catalog.SourceCatalog;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.catalog.TableCatalog;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.offset.SyncStep;
import io.pgtwin.source.snapshot.Snapshot;
import io.pgtwin.source.stream.CreatedSlot;
import io.pgtwin.source.stream.ReplicationSlot;

/**
 * The source as it stands when a full copy begins: a snapshot that readers can take, tables locked against
 * redefinition, and the slot that has everything from the consistent point on. Closing it ends the locks and the
 * snapshot, not the slot.
 *
 * <p>The order matters. The publication comes before the slot, because the server looks it up at each change's place in
 * the WAL. The locks come after the slot: its creation waits for every transaction that runs, also for one that waits
 * for such a lock. What was redefined between the snapshot and the locks is found in the end, and the start fails, to
 * be made again: a table that was rewritten would look empty under the snapshot.
 */
final class SyncStart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncStart.class);

    private final SourceOptions options;
    private final Sessions sessions;
    private final Connection guard;
    private final Connection replication;
    private final SourceCatalog catalog;
    private final StandbySource standby;
    private final TableCatalog tableCatalog;
    private final List<SourceTable> tables;
    private final Snapshot snapshot;
    private final CopyScope scope;
    private Map<TableId, PublishedEntry> published = Map.of();
    private boolean recorded;

    /** @param stored what a sync that was interrupted, or of which tables are copied again, has stored */
    SyncStart(SourceOptions options, Sessions sessions, Optional<SourceOffset> stored, CopyScope scope) {
        this.options = options;
        this.sessions = sessions;
        this.scope = scope;
        this.guard = sessions.open();
        this.replication = needsSlot() ? sessions.openReplication() : null;
        try {
            this.catalog = new SourceCatalog(guard);
            catalog.requirePrimary(sessions.settings().allowsStandby());
            this.standby = new StandbySource(catalog);
            standby.requireSuitable(options);
            this.tableCatalog = new TableCatalog(guard, options.tables());
            Optional<SourceOffset> interrupted = stored.map(offset -> offset.goingOnWith(options.steps()))
                    .or(this::unstoredStart);
            if (stored.isPresent() && needsSlot()) {
                requireSlot(stored.get());
            }
            List<SourceTable> selected = publish().stream().filter(table -> scope.copies(table.id())).toList();
            this.snapshot = interrupted.isPresent() ? resumedSnapshot(interrupted.get()) : firstSnapshot();
            if (needsSlot()) {
                snapshot.takeIn(guard);
            }
            tableCatalog.lockAgainstRedefinition(selected);
            this.tables = definitions(selected);
            if (tablesHaveChanged()) {
                startAgain(interrupted.isEmpty());
            }
        } catch (SQLException e) {
            close();
            throw SqlFailures.of(e, "Cannot prepare the full copy");
        } catch (PgTwinException e) {
            close();
            throw e;
        }
    }

    /** Those that are copied. */
    List<SourceTable> tables() {
        return tables;
    }

    /** How the publication records the changes of each table; empty in a sync without changes. */
    Map<TableId, PublishedEntry> published() {
        return published;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** How the tables and what they need are made, as of this start. */
    Structure structure() {
        return new StructureReader(guard, options.includes())
                .read(tables.stream().map(SourceTable::id).toList(), excludedColumns());
    }

    Map<TableId, Set<String>> excludedColumns() {
        return tableCatalog.excludedColumns(tables);
    }

    /** The session that holds the locks; it sees the snapshot. */
    Connection guard() {
        return guard;
    }

    int serverVersion() {
        return catalog.serverVersion();
    }

    /** Of one block of a table. */
    int blockBytes() {
        return catalog.blockBytes();
    }

    private boolean needsSlot() {
        return options.steps().contains(SyncStep.INCREMENTAL);
    }

    /** A start that died before Connect stored an offset has left a slot, and the publication says that it is ours. */
    private Optional<SourceOffset> unstoredStart() {
        if (!needsSlot()) {
            return Optional.empty();
        }
        ReplicationSlot slot = new ReplicationSlot(options.slotName());
        return slot.state(guard).map(state -> {
            if (state.confirmedFlush().equals(Lsn.ZERO)) {
                throw new PgTwinException(FailureKind.SLOT_ACTIVE, "Slot '" + slot.name() + "' is still being created");
            }
            if (!options.createsPublication() || !publication().isMarkedStarting(slot.name())) {
                throw new PgTwinException(FailureKind.SLOT_EXISTS,
                        "Slot '" + slot.name() + "' exists, but Connect has no offset of this sync");
            }
            LOG.info("Going on with slot '{}' of a start that was interrupted at {}", slot.name(),
                    state.confirmedFlush());
            SourceOffset offset = SourceOffset.copying(options.steps(), catalog.systemIdentifier(),
                    state.confirmedFlush());
            slot.requireContinues(Optional.of(state), offset, catalog.databaseName());
            return offset;
        });
    }

    /** Whether the changes of all tables were recorded until now; otherwise what was copied before is worth nothing. */
    boolean wasRecorded() {
        return recorded;
    }

    private void requireSlot(SourceOffset stored) {
        ReplicationSlot slot = new ReplicationSlot(options.slotName());
        slot.requireContinues(slot.state(guard), stored, catalog.databaseName());
    }

    private List<SourceTable> publish() {
        List<SourceTable> selected = tableCatalog.tables().stream().filter(table -> scope.syncs(table.id())).toList();
        List<TableId> ids = selected.stream().map(SourceTable::id).toList();
        new TopicNames(options.topicPrefix()).ofTables(ids);
        tableCatalog.missed().forEach(missed -> LOG.warn("Not taken: {}", missed));
        tableCatalog.unmatchedExcludes().forEach(it -> LOG.warn("{}", it.message()));
        if (scope.isWhole()) {
            SelectionChecks.requireMatched(tableCatalog.unmatchedColumns(selected));
        }
        if (needsSlot()) {
            SelectionChecks.requireIdentities(selected);
        }
        recorded = needsSlot() && publication().publishedTables().containsAll(ids);
        if (needsSlot() && options.createsPublication()) {
            publication().publish(ids, tableCatalog.takesPartitionedAsOne());
        } else if (needsSlot()) {
            publication().requireTables(ids);
        }
        if (needsSlot()) {
            published = publication().entries();
        }
        return selected;
    }

    private Publication publication() {
        return new Publication(guard, options.publicationName());
    }

    /**
     * The guard sees the catalog under the snapshot, another session as it is, now that the locks are there. That
     * session must not ask for a lock itself: it would wait behind everybody who waits for the guard.
     */
    private boolean tablesHaveChanged() throws SQLException {
        if (tableCatalog.hasRewritten(tables)) {
            return true;
        }
        try (Connection session = sessions.open()) {
            return !TableCatalog.shapes(session, tables).equals(TableCatalog.shapes(guard, tables));
        }
    }

    /** @param first whether the slot is as new as the snapshot; left behind, it would look like that of another sync */
    private void startAgain(boolean first) throws SQLException {
        close();
        if (first && needsSlot()) {
            try (Connection session = sessions.open()) {
                new ReplicationSlot(options.slotName()).drop(session);
            }
        }
        throw new PgTwinException(FailureKind.SNAPSHOT_LOST,
                "A table was altered, rewritten or truncated just when the snapshot was taken");
    }

    private void beginRepeatableRead() throws SQLException {
        guard.setAutoCommit(false);
        guard.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    private Snapshot firstSnapshot() throws SQLException {
        if (!needsSlot()) {
            beginRepeatableRead();
            Lsn now = catalog.currentLsn();
            return snapshot(catalog.exportSnapshot(), now, Phase.COPY,
                    SourceOffset.copying(options.steps(), catalog.systemIdentifier(), now));
        }
        if (options.createsPublication()) {
            markStarting();
        }
        standby.tellOfWaiting();
        Failpoint.reach("source.slot.absent");
        CreatedSlot slot = new ReplicationSlot(options.slotName()).create(replication, takesSlotAlong());
        Failpoint.reach("source.slot.created");
        LOG.info("Created slot '{}' at {}", options.slotName(), slot.consistentPoint());
        return snapshot(slot.snapshotName(), slot.consistentPoint(), Phase.COPY,
                SourceOffset.copying(options.steps(), catalog.systemIdentifier(), slot.consistentPoint()));
    }

    private boolean takesSlotAlong() {
        return options.makesFailoverSlot() && !catalog.isStandby()
                && catalog.serverVersion() >= ReplicationSlot.FIRST_VERSION_WITH_FAILOVER;
    }

    /** In a session of its own: the guard's transaction is open already. */
    private void markStarting() {
        try (Connection session = sessions.open()) {
            new Publication(session, options.publicationName()).markStarting(options.slotName());
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot mark publication '" + options.publicationName() + "'");
        }
    }

    /** Without a slot, the LSN is read after the snapshot was taken, so that it is not below anything that it sees. */
    private Snapshot resumedSnapshot(SourceOffset interrupted) throws SQLException {
        if (needsSlot()) {
            standby.tellOfWaiting();
            CreatedSlot slot = new ReplicationSlot(options.slotName()).createTemporary(replication);
            return snapshot(slot.snapshotName(), slot.consistentPoint(), Phase.RESUMED_COPY, interrupted);
        }
        standby.advanceLsn(sessions);
        beginRepeatableRead();
        String name = catalog.exportSnapshot();
        return snapshot(name, catalog.currentLsn(), Phase.RESUMED_COPY, interrupted);
    }

    private static Snapshot snapshot(String name, Lsn lsn, Phase phase, SourceOffset offset) {
        return new Snapshot(name, lsn, System.currentTimeMillis(), phase, offset, Map.of());
    }

    /** A table that has come since the publication was made is left for a later start. */
    private List<SourceTable> definitions(List<SourceTable> selected) {
        Set<TableId> ids = selected.stream().map(SourceTable::id).collect(Collectors.toSet());
        return tableCatalog.tables().stream().filter(table -> ids.contains(table.id())).toList();
    }

    @Override
    public void close() {
        for (Connection connection : new Connection[] {guard, replication}) {
            try {
                if (connection != null) {
                    connection.close();
                }
            } catch (SQLException e) {
                LOG.debug("A session of the full copy could not be closed", e);
            }
        }
    }
}
