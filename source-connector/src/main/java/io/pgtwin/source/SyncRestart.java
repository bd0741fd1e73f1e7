package io.pgtwin.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.structure.Structure;
import io.pgtwin.common.structure.StructureReader;
import io.pgtwin.source.catalog.PublishedEntry;
import io.pgtwin.source.catalog.SourceCatalog;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.catalog.TableCatalog;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.offset.StoredOffsets;
import io.pgtwin.source.offset.SyncStep;
import io.pgtwin.source.offset.TableOffset;
import io.pgtwin.source.stream.ReplicationSlot;

/**
 * The source as a sync meets it that goes on: what its tables look like now, and whether slot and publication can go on
 * from the stored offset. The session is closed with it.
 */
final class SyncRestart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncRestart.class);

    private final SourceOptions options;
    private final Connection session;
    private final SourceCatalog catalog;
    private final TableCatalog tableCatalog;
    private final Lsn loadedAt;
    private final List<SourceTable> tables;
    private final Map<TableId, TableOffset> offsets;
    private final TableMembership membership;

    /** @throws PgTwinException if going on would be a gap */
    SyncRestart(SourceOptions options, Sessions sessions, SourceOffset offset, StoredOffsets stored) {
        this.options = options;
        this.session = sessions.open();
        try {
            this.catalog = new SourceCatalog(session);
            this.tableCatalog = new TableCatalog(session, options.tables());
            catalog.requirePrimary(sessions.settings().allowsStandby());
            this.loadedAt = catalog.currentLsn();
            requireSameServer(offset);
            List<SourceTable> selected = tableCatalog.tables();
            this.offsets = stored.tables(Stream.concat(tableCatalog.takeable().stream(),
                    options.resyncs().named().stream())
                    .distinct().toList());
            this.membership = TableMembership.of(selected.stream().map(SourceTable::id).toList(), offsets,
                    options.resyncs());
            this.tables = selected.stream().filter(table -> membership.synced().contains(table.id())).toList();
            if (options.steps().contains(SyncStep.INCREMENTAL)) {
                requireFollowed(offset);
            }
            tableCatalog.unmatchedColumns(tables).forEach(it -> LOG.warn("{}", it.message()));
        } catch (PgTwinException e) {
            close();
            throw e;
        }
    }

    private void requireSameServer(SourceOffset offset) {
        String found = catalog.systemIdentifier();
        if (!found.equals(offset.systemId())) {
            throw new PgTwinException(FailureKind.OTHER_SERVER, "The source is database cluster " + found
                    + ", but the stored position is of cluster " + offset.systemId());
        }
    }

    private void requireFollowed(SourceOffset offset) {
        ReplicationSlot slot = new ReplicationSlot(options.slotName());
        slot.requireContinues(slot.state(session), offset, catalog.databaseName());
        if (options.refusesNewTables()) {
            membership.refuseAdded();
        }
        if (!membership.added().isEmpty()) {
            LOG.info("Not part of the sync, because they were made or selected after it began: {}", membership.added());
        }
    }

    /** The sync's. */
    List<SourceTable> tables() {
        return tables;
    }

    /** Those of them that must be copied once more before their changes go on. */
    List<TableId> copiedAgain() {
        return membership.copiedAgain();
    }

    /** How the changes of the tables have been recorded so far. */
    Map<TableId, PublishedEntry> published() {
        Map<TableId, PublishedEntry> published = new HashMap<>();
        offsets.forEach((table, offset) -> offset.published().ifPresent(entry -> published.put(table, entry)));
        return published;
    }

    /** What was the sync's and is not selected any more. */
    List<TableId> removed() {
        return membership.removed();
    }

    /** Before the tables were read. */
    Lsn loadedAt() {
        return loadedAt;
    }

    Map<TableId, Set<String>> excludedColumns() {
        return tableCatalog.excludedColumns(tables);
    }

    /** How the tables and what they need are made now. */
    Structure structure() {
        return new StructureReader(session, options.includes())
                .read(tables.stream().map(SourceTable::id).toList(), excludedColumns());
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            LOG.debug("A session could not be closed", e);
        }
    }
}
