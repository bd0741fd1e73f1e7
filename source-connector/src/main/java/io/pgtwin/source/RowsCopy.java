package io.pgtwin.source;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.offset.StoredOffsets;
import io.pgtwin.source.offset.SyncStep;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.Produced.Emptied;
import io.pgtwin.source.queue.Produced.Notice;
import io.pgtwin.source.snapshot.CopyCounts;
import io.pgtwin.source.snapshot.CopyPlan;
import io.pgtwin.source.snapshot.FullCopy;
import io.pgtwin.source.snapshot.RowCompletion;
import io.pgtwin.source.snapshot.Snapshot;
import io.pgtwin.source.stream.CatchUp;
import io.pgtwin.source.stream.StreamReader;

/**
 * Copies the rows of all tables, or what an interrupted copy has left of them.
 *
 * <p>In that case the changes up to the new snapshot come first. They bring what an earlier attempt has copied to where
 * the next rows begin: rows that are gone by then go, and no unique value stands twice. What cannot be applied to a
 * part of the rows does not matter, because all of it follows: the rows of unfinished slices are read, and a row that
 * has come into the range of a finished slice since has done so by a change, which holds it whole.
 */
final class RowsCopy {
    private final SourceOptions options;
    private final Sessions sessions;
    private final EventQueue queue;
    private final StoredOffsets stored;
    private final CopyCounts counts;

    /** @param stored which slices are finished */
    RowsCopy(SourceOptions options, Sessions sessions, EventQueue queue, StoredOffsets stored, CopyCounts counts) {
        this.options = options;
        this.sessions = sessions;
        this.queue = queue;
        this.stored = stored;
        this.counts = counts;
    }

    /**
     * Returns when every row is queued.
     *
     * @param streams makes a reader of the changes after an offset
     * @param caughtUp is told of the offset up to which changes are queued
     * @return what earlier attempts have brought of the tables and is not read again
     */
    Map<TableId, TopicMark> run(SyncStart start, Function<SourceOffset, StreamReader> streams,
            Consumer<SourceOffset> caughtUp) {
        CopyPlan plan = plan(start);
        Snapshot snapshot = start.snapshot();
        if (goesOn(snapshot)) {
            streams.apply(snapshot.offset())
                    .catchUp(new CatchUp(snapshot.lsn(), table -> true, plan.keylessCopies(),
                            new RowCompletion(start.guard(), plan)));
            // the first watermark tells of the changes, so with watermarks they must come again after a restart
            snapshot = options.writesWatermarks() ? snapshot : snapshot.caughtUp();
            queue.put(new Notice(new Heartbeat(System.currentTimeMillis(), snapshot.lsn()), snapshot.offset()));
            caughtUp.accept(snapshot.offset());
        }
        if (snapshot.phase() == Phase.RESUMED_COPY) {
            emptyUnidentifiedTables(plan, snapshot);
        }
        new FullCopy(sessions, options.snapshotThreads(), queue, counts, options.copiedBlockBytes())
                .run(plan, snapshot, start.guard());
        return plan.rowsBefore();
    }

    private CopyPlan plan(SyncStart start) {
        CopyPlan whole = CopyPlan.whole(start.tables(), start.serverVersion(),
                options.sliceBytes() / start.blockBytes());
        return goesOn(start.snapshot()) && start.wasRecorded() ? whole.after(stored, start.snapshot()::copyOf) : whole;
    }

    /** Without the changes in between, rows that were read under several snapshots would be of no state at all. */
    private boolean goesOn(Snapshot snapshot) {
        return snapshot.phase() == Phase.RESUMED_COPY && options.steps().contains(SyncStep.INCREMENTAL);
    }

    /** An earlier attempt may have copied rows of tables without a key, and the same rows must not come twice. */
    private void emptyUnidentifiedTables(CopyPlan plan, Snapshot snapshot) {
        plan.tables().stream().filter(table -> !plan.goesOnWith(table.id())).map(SourceTable::definition)
                .filter(table -> !table.hasKey()).forEach(table ->
                        queue.put(new Emptied(table, snapshot.lsn(), snapshot.takenMillis(), snapshot.offset())));
    }
}
