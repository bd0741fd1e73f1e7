package io.pgtwin.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.ControlMessage.TableStarted;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.pg.Retry;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.pg.StopSignal;
import io.pgtwin.common.structure.Structure;
import io.pgtwin.source.catalog.Publication;
import io.pgtwin.source.catalog.SourceCatalog;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.catalog.TableCatalog;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.Produced.Emptied;
import io.pgtwin.source.queue.Produced.Notice;
import io.pgtwin.source.snapshot.FullCopy;
import io.pgtwin.source.snapshot.Snapshot;
import io.pgtwin.source.stream.ReplicationSlot;
import io.pgtwin.source.stream.StreamReader;
import io.pgtwin.source.stream.StreamSettings;
import io.pgtwin.source.stream.SyncedTables;

/**
 * Makes the steps of a sync, one after the other, on a thread of its own: copies the rows if that is not done, then follows
 * the changes. What it produces goes into the queue. A copy that is interrupted begins again under a new snapshot, with the
 * slot and thus the consistent point of the first one.
 */
final class Producer {
    private static final Logger LOG = LoggerFactory.getLogger(Producer.class);

    private final SourceOptions options;
    private final Sessions sessions;
    private final EventQueue queue;
    private final Retry retry;
    private final StopSignal stop;
    private final AtomicReference<StreamReader> reader = new AtomicReference<>();

    private Optional<SourceOffset> offset;

    /** @param stored empty for a new sync */
    Producer(SourceOptions options, Sessions sessions, EventQueue queue, StopSignal stop, Optional<SourceOffset> stored) {
        this.options = options;
        this.sessions = sessions;
        this.queue = queue;
        this.stop = stop;
        this.retry = options.connection().retry(stop);
        this.offset = stored;
    }

    /**
     * Returns when the task stops or, in a sync without incremental step, when the copy is complete.
     *
     * @throws PgTwinException when something fails that may not be retried, or for too long
     */
    void run() {
        SyncedTables tables = isCopied() ? retry.call("Source", this::loadTables) : retry.call("Full copy", this::copy);
        if (options.steps().contains(SyncStep.INCREMENTAL)) {
            follow(tables);
        } else {
            LOG.info("Sync '{}' is completed: its steps are {}", options.topicPrefix(), options.steps());
        }
    }

    /** The slot may forget what lies below. From any thread. */
    void confirm(Lsn lsn) {
        StreamReader current = reader.get();
        if (current != null) {
            current.confirm(lsn);
        }
    }

    private boolean isCopied() {
        return offset.filter(SourceOffset::copied).isPresent();
    }

    private SyncedTables copy() {
        try (SyncStart start = new SyncStart(options, sessions, offset)) {
            SourceOffset copying = start.snapshot().offset();
            offset = Optional.of(copying);
            announce(start, copying);
            SyncedTables tables = new SyncedTables(start.tables(), start.snapshot().lsn(), typeNames());
            if (isFull()) {
                catchUp(tables, start.snapshot());
                emptyUnidentifiedTables(start);
                new FullCopy(sessions, options.snapshotThreads(), queue, blockBytes())
                        .run(start.tables(), start.snapshot(), start.serverVersion(), start.guard());
            }
            Lsn upTo = isFull() ? start.snapshot().lsn() : copying.consistentPoint();
            offset = Optional.of(copying.copied(upTo));
            queue.put(new Notice(new Heartbeat(System.currentTimeMillis(), upTo), offset.get()));
            return tables;
        }
    }

    /**
     * What an interrupted copy left behind is brought to where the next one begins: rows that are gone by then go, and no unique
     * value stands twice. What cannot be applied to a part of the rows does not matter, because all of them follow.
     */
    private void catchUp(SyncedTables tables, Snapshot snapshot) {
        if (snapshot.phase() == Phase.RESUMED_COPY && options.steps().contains(SyncStep.INCREMENTAL)) {
            streamReader(tables, snapshot.offset()).catchUp(snapshot.lsn());
        }
    }

    private void announce(SyncStart start, SourceOffset copying) {
        if (options.steps().contains(SyncStep.STRUCTURE)) {
            announce(start.structure(), start.tables(), copying);
        }
        for (SourceTable table : start.tables()) {
            long rows = isFull() ? table.estimatedRows() : 0;
            queue.put(new Notice(new TableStarted(System.currentTimeMillis(), table.definition(), rows), copying));
        }
    }

    private void announce(Structure structure, List<SourceTable> tables, SourceOffset copying) {
        new StructureNotices(tables).of(structure, isFull())
                .forEach(message -> queue.put(new Notice(message, copying)));
        structure.notCarried().forEach(it -> LOG.warn("Not carried: {} {}: {}", it.kind(), it.name(), it.reason()));
    }

    private OptionalInt blockBytes() {
        return options.copiesBlocks() ? OptionalInt.of(options.blockBytes()) : OptionalInt.empty();
    }

    private boolean isFull() {
        return options.steps().contains(SyncStep.FULL);
    }

    /** An earlier attempt may have copied rows of tables without a key, and the same rows must not come twice. */
    private void emptyUnidentifiedTables(SyncStart start) {
        Snapshot snapshot = start.snapshot();
        if (snapshot.phase() == Phase.RESUMED_COPY) {
            start.tables().stream().map(SourceTable::definition).filter(table -> !table.hasKey()).forEach(table ->
                    queue.put(new Emptied(table, snapshot.lsn(), snapshot.takenMillis(), snapshot.offset())));
        }
    }

    /** After a restart: what the catalog shows now, and whether the slot and the publication can go on from the offset. */
    private SyncedTables loadTables() {
        try (Connection session = sessions.open()) {
            SourceCatalog catalog = new SourceCatalog(session);
            Lsn loadedAt = catalog.currentLsn();
            var tables = new TableCatalog(session, options.tables()).tables();
            requireSameServer(catalog);
            if (options.steps().contains(SyncStep.INCREMENTAL)) {
                ReplicationSlot slot = new ReplicationSlot(options.slotName());
                slot.requireContinues(slot.state(session, catalog.serverVersion()), offset.get(), catalog.databaseName());
                new Publication(session, options.publicationName())
                        .requireTables(tables.stream().map(SourceTable::id).toList());
            }
            return new SyncedTables(tables, loadedAt, typeNames());
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read the source's catalog");
        }
    }

    private void requireSameServer(SourceCatalog catalog) {
        String found = catalog.systemIdentifier();
        if (!found.equals(offset.get().systemId())) {
            throw new PgTwinException(FailureKind.OTHER_SERVER, "The source is database cluster " + found
                    + ", but the stored position is of cluster " + offset.get().systemId());
        }
    }

    private void follow(SyncedTables tables) {
        StreamReader stream = streamReader(tables, offset.get());
        reader.set(stream);
        stream.run();
    }

    private StreamReader streamReader(SyncedTables tables, SourceOffset from) {
        StreamSettings settings = new StreamSettings(options.slotName(), options.publicationName(),
                options.statusInterval(), options.heartbeatInterval());
        return new StreamReader(sessions, settings, tables, from, queue, retry, stop);
    }

    private BiFunction<Long, Integer, String> typeNames() {
        return (oid, modifier) -> {
            try (Connection session = sessions.open()) {
                return new SourceCatalog(session).typeName(oid, modifier);
            } catch (SQLException e) {
                throw SqlFailures.of(e, "Cannot look up a type");
            }
        };
    }
}
