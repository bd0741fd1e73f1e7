package io.pgtwin.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failpoint.Failpoint;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.ControlMessage.TableStarted;
import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Retry;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.pg.StopSignal;
import io.pgtwin.common.structure.Structure;
import io.pgtwin.source.catalog.PublishedEntry;
import io.pgtwin.source.catalog.SourceCatalog;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.offset.StepPlan;
import io.pgtwin.source.offset.StoredOffsets;
import io.pgtwin.source.offset.SyncStep;
import io.pgtwin.source.offset.TableOffset;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.Produced.Barrier;
import io.pgtwin.source.queue.Produced.GoesOn;
import io.pgtwin.source.queue.Produced.Mark;
import io.pgtwin.source.queue.Produced.Notice;
import io.pgtwin.source.snapshot.CopyCounts;
import io.pgtwin.source.snapshot.Snapshot;
import io.pgtwin.source.stream.StreamReader;
import io.pgtwin.source.stream.StreamSettings;
import io.pgtwin.source.stream.StreamSettings.WalLimits;
import io.pgtwin.source.stream.SyncedTables;
import io.pgtwin.source.stream.Watermarks;

/**
 * Makes the steps of a sync, one after the other, on a thread of its own: copies the rows if that is not done, then
 * follows the changes. What it produces goes into the queue. A copy that is interrupted goes on with the slices that
 * are not stored as finished, under a new snapshot, after the changes up to that; the slot, and thus the consistent
 * point, stays that of the first attempt.
 */
final class Producer {
    private static final Logger LOG = LoggerFactory.getLogger(Producer.class);
    private static final int MAX_EVENTS = 1_000;

    private final SourceOptions options;
    private final Sessions sessions;
    private final EventQueue queue;
    private final Retry retry;
    private final StopSignal stop;
    private final CopyCounts counts;
    private final Watermarks watermarks;
    private final StoredOffsets stored;
    private final AtomicReference<StreamReader> reader = new AtomicReference<>();

    private Optional<SourceOffset> offset = Optional.empty();
    private Lsn confirmable = Lsn.ZERO;
    private List<TableId> pending = List.of();
    private Optional<SequenceNotices> sequences = Optional.empty();

    Producer(SourceOptions options, Sessions sessions, EventQueue queue, StopSignal stop, StoredOffsets stored,
            CopyCounts counts, Watermarks watermarks) {
        this.options = options;
        this.sessions = sessions;
        this.queue = queue;
        this.stop = stop;
        this.retry = options.connection().retry(stop);
        this.stored = stored;
        this.counts = counts;
        this.watermarks = watermarks;
    }

    /**
     * Returns when the task stops or, in a sync without incremental step, when all is produced.
     *
     * @throws PgTwinException when something fails that may not be retried, or for too long
     */
    void run() {
        offset = stored.sync();
        StepPlan plan = StepPlan.of(offset, options.steps());
        if (plan == StepPlan.GO_ON && options.steps().equals(Set.of(SyncStep.FULL))) {
            logCompleted(); // there is nothing that would need the source
            return;
        }
        SyncedTables tables = switch (plan) {
            case START -> {
                offset = Optional.empty();
                yield retry.call("Full copy" + options.ofSync(), counts::finished, this::copy);
            }
            case START_AGAIN -> retry.call("Full copy" + options.ofSync(), counts::finished, this::copy);
            case GO_ON, TELL_STRUCTURE -> copiedAgain(retry.call("Source" + options.ofSync(),
                    () -> goOn(plan == StepPlan.TELL_STRUCTURE)));
        };
        if (has(SyncStep.INCREMENTAL)) {
            follow(tables);
        } else {
            sequences.ifPresent(SequenceNotices::start);
            logCompleted();
        }
    }

    private void logCompleted() {
        LOG.info("Sync '{}' is completed: {} made, the connector idles", options.topicPrefix(),
                SyncStep.text(options.steps()));
    }

    private boolean has(SyncStep step) {
        return options.steps().contains(step);
    }

    /** The slot may forget what lies below. From any thread. */
    void confirm(Lsn lsn) {
        StreamReader current = reader.get();
        if (current != null) {
            current.confirm(lsn);
        }
    }

    private SyncedTables copy() {
        List<SourceTable> copied;
        Map<TableId, Set<String>> excludedColumns;
        Map<TableId, TopicMark> before = Map.of();
        Snapshot snapshot;
        Map<TableId, PublishedEntry> published;
        try (SyncStart start = new SyncStart(options, sessions, offset, CopyScope.WHOLE)) {
            snapshot = start.snapshot();
            offset = Optional.of(snapshot.offset());
            copied = start.tables();
            excludedColumns = start.excludedColumns();
            published = start.published();
            queue.put(new Notice(heartbeat(snapshot.offset()), snapshot.offset()));
            announce(start, snapshot.offset());
            if (has(SyncStep.FULL)) {
                before = new RowsCopy(options, sessions, queue, stored, counts).run(start,
                        from -> streamReader(synced(start.tables(), start.snapshot().lsn(), start.published()), from,
                                from.confirmable()),
                        caughtUp -> offset = Optional.of(caughtUp));
            }
        }
        // not before the tables' locks are gone: who waits for them may hold sequences
        watchSequences(copied, excludedColumns);
        Lsn upTo = has(SyncStep.FULL) ? snapshot.lsn() : snapshot.offset().consistentPoint();
        Failpoint.reach("source.copy.read");
        // the slices are stored by themselves, so their records must not come after this offset
        queue.put(new Barrier());
        confirmable = snapshot.offset().confirmable(); // until it is stored that the copy is complete
        offset = Optional.of(snapshot.offset().copied(upTo));
        if (options.writesWatermarks()) {
            queue.put(new Mark(Lsn.ZERO, upTo, Optional.of(snapshot.takenMillis()), 0, before, offset.get()));
        }
        queue.put(new Notice(new Heartbeat(System.currentTimeMillis(), upTo), offset.get()));
        return synced(copied, snapshot.lsn(), published);
    }

    private SyncedTables synced(List<SourceTable> tables, Lsn loadedAt, Map<TableId, PublishedEntry> published) {
        return new SyncedTables(tables, loadedAt, published, typeNames(), options.tables()::excludes);
    }

    /** Tells their values for the first time; if that does not work, it is tried again later. */
    private void watchSequences(List<SourceTable> tables, Map<TableId, Set<String>> excludedColumns) {
        if (has(SyncStep.STRUCTURE)) {
            Duration interval = has(SyncStep.INCREMENTAL) ? options.sequenceInterval() : Duration.ZERO;
            SequenceNotices notices = new SequenceNotices(sessions, queue, stop, interval,
                    tables.stream().map(SourceTable::id).toList(), excludedColumns);
            notices.tell();
            sequences = Optional.of(notices);
        }
    }

    private void announce(SyncStart start, SourceOffset copying) {
        if (has(SyncStep.STRUCTURE)) {
            announce(start.structure(), start.tables(), copying);
        }
        for (SourceTable table : start.tables()) {
            long rows = has(SyncStep.FULL) ? table.estimatedRows() : 0;
            queue.put(new Notice(new TableStarted(System.currentTimeMillis(), table.definition(), rows,
                    has(SyncStep.FULL), has(SyncStep.INCREMENTAL)),
                    options.resyncs().fulfilled(start.snapshot().lsn(),
                            TableOffset.synced(table.id(), Optional.ofNullable(start.published().get(table.id()))))));
        }
    }

    private void announce(Structure structure, List<SourceTable> tables, SourceOffset at) {
        new StructureNotices(tables).of(structure, has(SyncStep.FULL) && !at.copied())
                .forEach(message -> queue.put(new Notice(message, at)));
        structure.notCarried().forEach(it -> LOG.warn("Not carried: {} {}: {}", it.kind(), it.name(), it.reason()));
    }

    /**
     * The steps are stored anew after the structure is told, because otherwise an interruption would leave it half
     * told.
     */
    private SyncedTables goOn(boolean tellStructure) {
        try (SyncRestart restart = new SyncRestart(options, sessions, offset.get(), stored)) {
            if (tellStructure) {
                announce(restart.structure(), restart.tables(), offset.get());
            }
            SourceOffset goingOn = offset.get().goingOnWith(options.steps());
            if (options.writesWatermarks()) {
                queue.put(new GoesOn(goingOn));
            }
            confirmable = goingOn.confirmable();
            if (!goingOn.equals(offset.get())) {
                queue.put(new Notice(heartbeat(goingOn), goingOn));
                offset = Optional.of(goingOn);
            }
            restart.removed().forEach(table -> queue.put(new Notice(heartbeat(goingOn), TableOffset.left(table))));
            watchSequences(restart.tables(), restart.excludedColumns());
            pending = restart.copiedAgain();
            return synced(restart.tables(), restart.loadedAt(), restart.published());
        }
    }

    /** The tables, once those are copied of which people want that or where an earlier attempt has begun it. */
    private SyncedTables copiedAgain(SyncedTables tables) {
        if (pending.isEmpty()) {
            return tables;
        }
        Map<TableId, TableOffset> offsets = stored.tables(pending);
        new Leaving(queue, stored, stop).leave(
                pending.stream().filter(table -> options.resyncs().begun(table, offsets).isEmpty()).toList(),
                offset.orElseThrow().atWatermark().position().commitLsn());
        CopyScope scope = CopyScope.of(tables.tables().stream().map(SourceTable::id).toList(), pending);
        TablesCopiedAgain again = new TablesCopiedAgain(options, sessions, queue, stored, counts);
        return retry.call("Copy of " + pending + options.ofSync(), counts::finished,
                () -> tables.withPublished(again.run(scope, offset.orElseThrow(),
                published -> streamReader(tables.withPublished(published), offset.orElseThrow(), confirmable),
                caughtUp -> offset = Optional.of(caughtUp))));
    }

    private static Heartbeat heartbeat(SourceOffset at) {
        return new Heartbeat(System.currentTimeMillis(), at.position().commitLsn());
    }

    private void follow(SyncedTables tables) {
        StreamReader stream = streamReader(tables, offset.get(), confirmable);
        reader.set(stream);
        sequences.ifPresent(SequenceNotices::start);
        try {
            stream.run();
        } finally {
            sequences.ifPresent(SequenceNotices::close);
        }
    }

    private StreamReader streamReader(SyncedTables tables, SourceOffset from, Lsn storedUpTo) {
        StreamSettings settings = new StreamSettings(options.slotName(), options.publicationName(),
                options.statusInterval(), options.heartbeatInterval(),
                new WalLimits(options.retainedWarnBytes(), options.retainedMaxBytes()), maxEvents(), watermarks);
        return new StreamReader(sessions, settings, tables, from, storedUpTo, queue, retry, stop);
    }

    /** Where the task says when Kafka's transactions end, it does so at ends of batches. */
    private int maxEvents() {
        return watermarks == Watermarks.PER_COMMIT ? Math.min(MAX_EVENTS, options.transactionMaxRecords()) : MAX_EVENTS;
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
