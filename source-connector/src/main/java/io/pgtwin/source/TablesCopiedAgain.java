package io.pgtwin.source;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failpoint.Failpoint;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.source.catalog.PublishedEntry;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.offset.Resync;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.offset.StoredOffsets;
import io.pgtwin.source.offset.TableOffset;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.Produced.Barrier;
import io.pgtwin.source.queue.Produced.Emptied;
import io.pgtwin.source.queue.Produced.Mark;
import io.pgtwin.source.queue.Produced.Notice;
import io.pgtwin.source.snapshot.CopyCounts;
import io.pgtwin.source.snapshot.CopyPlan;
import io.pgtwin.source.snapshot.FullCopy;
import io.pgtwin.source.snapshot.RowCompletion;
import io.pgtwin.source.snapshot.Snapshot;
import io.pgtwin.source.stream.CatchUp;
import io.pgtwin.source.stream.StreamReader;

/**
 * Copies some tables of a running sync once more. In the order in which it goes into the queue:
 *
 * <pre>
 * changes up to a new snapshot   of all tables, but without those of the copied ones: they are among the rows
 * that a table is emptied        with it, that its copy has begun; from then on it has to be finished
 * its rows                       slice by slice
 * a watermark                    that tells of all of this, if there are watermarks
 * that it is done                when all of that is in Kafka
 * </pre>
 *
 * Changes after the snapshot follow when it returns; no table's topic gets a change between rows. After an interruption
 * there is another snapshot, with catch-up for tables that were begun, as in a {@link RowsCopy} that is resumed.
 */
final class TablesCopiedAgain {
    private static final Logger LOG = LoggerFactory.getLogger(TablesCopiedAgain.class);

    private final SourceOptions options;
    private final Sessions sessions;
    private final EventQueue queue;
    private final StoredOffsets stored;
    private final CopyCounts counts;

    TablesCopiedAgain(SourceOptions options, Sessions sessions, EventQueue queue, StoredOffsets stored,
            CopyCounts counts) {
        this.options = options;
        this.sessions = sessions;
        this.queue = queue;
        this.stored = stored;
        this.counts = counts;
    }

    /**
     * Returns when every row is queued. Tables whose copy begins must have left the sync, as {@link Leaving} stores it.
     *
     * @param scope the sync's tables, and those to be copied
     * @param from after which changes are to be produced
     * @param streams makes a reader of them, for tables that are published like this from now on
     * @param caughtUp is told of the offset after which a next attempt, or what follows, begins
     * @return how the copied tables are published
     */
    Map<TableId, PublishedEntry> run(CopyScope scope, SourceOffset from,
            Function<Map<TableId, PublishedEntry>, StreamReader> streams, Consumer<SourceOffset> caughtUp) {
        try (SyncStart start = new SyncStart(options, sessions, Optional.of(from), scope)) {
            Map<TableId, Resync> resyncs = resyncs(start);
            Map<TableId, Lsn> begun = new HashMap<>();
            resyncs.forEach((table, resync) -> begun.put(table, resync.begun()));
            Snapshot snapshot = start.snapshot().withBegun(begun);
            CopyPlan plan = CopyPlan.whole(start.tables(), start.serverVersion(),
                    options.sliceBytes() / start.blockBytes())
                    .after(stored, snapshot::copyOf);
            LOG.info("Copying {} again under a snapshot at {}", resyncs.keySet(), snapshot.lsn());

            Map<TableId, PublishedEntry> published = new HashMap<>(start.published());
            published.keySet().retainAll(resyncs.keySet());
            streams.apply(published).catchUp(catchUp(start, snapshot, plan));
            SourceOffset reached = snapshot.caughtUp().offset();
            // a watermark will tell of the changes and the rows, so with watermarks the changes must come again after a
            // restart
            Snapshot read = options.writesWatermarks() ? snapshot : snapshot.caughtUp();
            queue.put(new Notice(heartbeat(options.writesWatermarks() ? from.atWatermark().position().commitLsn()
                    : snapshot.lsn()), read.offset()));
            caughtUp.accept(read.offset());
            empty(start, read, plan, resyncs);
            new FullCopy(sessions, options.snapshotThreads(), queue, counts, options.copiedBlockBytes())
                    .run(plan, read, start.guard());

            Failpoint.reach("source.copy.read");
            // the slices are stored by themselves, so their records must not come after this offset
            queue.put(new Barrier());
            if (options.writesWatermarks()) {
                queue.put(new Mark(from.atWatermark().position().commitLsn(), snapshot.lsn(),
                        Optional.of(snapshot.takenMillis()), 0, plan.rowsBefore(), reached));
                queue.put(new Barrier());
            }
            Heartbeat told = heartbeat(snapshot.lsn());
            resyncs.forEach((table, resync) -> queue.put(new Notice(told, offset(table, start, resync.finished()))));
            caughtUp.accept(reached);
            return published;
        }
    }

    /**
     * With watermarks it must not be ahead of them: a sink would wait in vain for the one that comes behind the rows.
     */
    private static Heartbeat heartbeat(Lsn lsn) {
        return new Heartbeat(System.currentTimeMillis(), lsn);
    }

    /** What was begun goes on, the rest begins with this snapshot. */
    private Map<TableId, Resync> resyncs(SyncStart start) {
        Map<TableId, TableOffset> offsets = stored.tables(start.tables().stream().map(SourceTable::id).toList());
        Map<TableId, Resync> resyncs = new HashMap<>();
        start.tables().forEach(table -> resyncs.put(table.id(), options.resyncs().begun(table.id(), offsets)
                .orElse(new Resync(options.resyncs().id(), start.snapshot().lsn(), false))));
        return resyncs;
    }

    private CatchUp catchUp(SyncStart start, Snapshot snapshot, CopyPlan plan) {
        Map<TableId, Lsn> copies = new HashMap<>(plan.keylessCopies());
        start.tables().stream().filter(table -> table.definition().hasKey())
                .forEach(table -> copies.put(table.id(), snapshot.copyOf(table.id())));
        Set<TableId> copied = new HashSet<>(start.tables().stream().map(SourceTable::id).toList());
        return new CatchUp(snapshot.lsn(), copied::contains, copies, new RowCompletion(start.guard(), plan));
    }

    /**
     * Those that begin with this snapshot; and those without a key that begin again, because the same rows must not
     * come twice.
     */
    private void empty(SyncStart start, Snapshot snapshot, CopyPlan plan, Map<TableId, Resync> resyncs) {
        for (SourceTable table : start.tables()) {
            Resync resync = resyncs.get(table.id());
            boolean begins = resync.begun().equals(snapshot.lsn());
            if (begins || !table.definition().hasKey() && !plan.goesOnWith(table.id())) {
                queue.put(new Emptied(table.definition(), snapshot.lsn(), snapshot.takenMillis(),
                        offset(table.id(), start, resync)));
            }
        }
    }

    private static TableOffset offset(TableId table, SyncStart start, Resync resync) {
        return TableOffset.synced(table, Optional.ofNullable(start.published().get(table))).with(resync);
    }
}
