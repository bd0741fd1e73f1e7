package io.pgtwin.source.snapshot;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage.TableCopied;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.Produced.Notice;

/** Reads what a plan has left under one snapshot, with several readers, into the queue. */
public final class FullCopy {
    private static final Logger LOG = LoggerFactory.getLogger(FullCopy.class);

    private final Sessions sessions;
    private final int threads;
    private final EventQueue queue;
    private final CopyCounts counts;
    private final Portions portions;

    /** @param blockBytes how large the blocks of rows are that are passed on; empty: rows are passed on one by one */
    public FullCopy(Sessions sessions, int threads, EventQueue queue, CopyCounts counts, OptionalInt blockBytes) {
        this.counts = counts;
        this.portions = blockBytes.isEmpty() ? (table, snapshot, quickest) -> new RowPortion(table, snapshot)
                : (table, snapshot, quickest) -> new BlockPortion(table, snapshot, quickest, blockBytes.getAsInt());
        this.sessions = sessions;
        this.threads = threads;
        this.queue = queue;
    }

    /**
     * Returns when every row of the plan's unread slices is queued.
     *
     * @param guard a session that sees the snapshot and holds locks on all tables
     * @throws PgTwinException the first failure of any reader; the others are ended then
     * @throws CancellationException if the thread is interrupted, because the task stops
     */
    public void run(CopyPlan plan, Snapshot snapshot, Connection guard) {
        Instant start = Instant.now();
        Queue<Slice> slices = new ConcurrentLinkedQueue<>(plan.unread());
        int mostReaders = Math.min(threads, slices.size());
        LOG.info("Copying {} with at most {} readers, snapshot at {}", plan, mostReaders, snapshot.lsn());
        counts.begin(plan);
        List<Connection> connections = new ArrayList<>();
        ExecutorService pool = Executors.newCachedThreadPool(task -> new Thread(task, "pgtwin-copy"));
        try {
            TableProgress progress = new TableProgress(plan);
            progress.complete().forEach((table, rows) -> putCopied(table, rows, snapshot));
            Queue<Slice> left = new ConcurrentLinkedQueue<>();
            ExecutorCompletionService<Void> running = new ExecutorCompletionService<>(pool);
            while (connections.size() < mostReaders && !slices.isEmpty()) {
                Connection connection = sessions.open();
                connections.add(connection);
                running.submit(reading(new SliceReader(connection, guard, snapshot, progress, queue, counts,
                        portions), slices, left));
            }
            awaitAll(running, connections.size());
            new SliceReader(guard, guard, snapshot, progress, queue, counts, portions).readAll(left);
        } finally {
            pool.shutdownNow();
            connections.forEach(FullCopy::close); // a reader that waits for the server ends with its connection
        }
        LOG.info("Copied {} tables in {} s", plan.tables().size(), Duration.between(start, Instant.now()).toSeconds());
    }

    /** An earlier attempt has finished the table, or it is a partitioned one without partitions. */
    private void putCopied(TableId table, long rows, Snapshot snapshot) {
        queue.put(new Notice(new TableCopied(System.currentTimeMillis(), table, rows), snapshot.offset()));
    }

    private static Callable<Void> reading(SliceReader reader, Queue<Slice> slices, Queue<Slice> left) {
        return () -> {
            reader.takeSnapshot();
            reader.read(slices, left);
            return null;
        };
    }

    private static void awaitAll(ExecutorCompletionService<Void> running, int readers) {
        try {
            for (int i = 0; i < readers; i++) {
                running.take().get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the task stops");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PgTwinException failure) {
                throw failure;
            }
            throw new PgTwinException(FailureKind.UNEXPECTED, "A reader of the full copy ended", e.getCause());
        }
    }

    private static void close(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("A copy reader's session could not be closed", e);
        }
    }
}
