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
import java.util.function.BiFunction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage.TableCopied;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.Produced.Notice;

/** Reads all tables under one snapshot, with several readers, into the queue. */
public final class FullCopy {
    private static final Logger LOG = LoggerFactory.getLogger(FullCopy.class);

    private final Sessions sessions;
    private final int threads;
    private final EventQueue queue;
    private final BiFunction<TableDefinition, Snapshot, Portion> portions;

    /** @param blockBytes how large the blocks of rows are that are passed on; empty: rows are passed on one by one */
    public FullCopy(Sessions sessions, int threads, EventQueue queue, OptionalInt blockBytes) {
        this.portions = blockBytes.isEmpty() ? RowPortion::new
                : (table, snapshot) -> new BlockPortion(table, snapshot, blockBytes.getAsInt());
        this.sessions = sessions;
        this.threads = threads;
        this.queue = queue;
    }

    /**
     * Returns when every row is queued.
     *
     * @param guard a session that sees the snapshot and holds locks on all tables
     * @throws PgTwinException the first failure of any reader; the others are ended then
     * @throws CancellationException if the thread is interrupted, because the task stops
     */
    public void run(List<SourceTable> tables, Snapshot snapshot, int serverVersion, Connection guard) {
        Instant start = Instant.now();
        List<Slice> plan = Slice.plan(tables, serverVersion);
        tables.stream().filter(table -> table.parts().isEmpty()).forEach(table -> putCopied(table, snapshot));
        LOG.info("Copying {} tables in {} slices with {} readers, snapshot at {}", tables.size(), plan.size(), threads,
                snapshot.lsn());
        List<Connection> connections = new ArrayList<>();
        ExecutorService readers = Executors.newFixedThreadPool(threads, task -> new Thread(task, "pgtwin-copy"));
        try {
            TableProgress progress = new TableProgress(plan);
            Queue<Slice> slices = new ConcurrentLinkedQueue<>(plan);
            Queue<Slice> left = new ConcurrentLinkedQueue<>();
            ExecutorCompletionService<Void> running = new ExecutorCompletionService<>(readers);
            for (int i = 0; i < threads; i++) {
                Connection connection = sessions.open();
                connections.add(connection);
                running.submit(reading(new SliceReader(connection, snapshot, progress, queue, portions), slices, left));
            }
            awaitAll(running);
            new SliceReader(guard, snapshot, progress, queue, portions).readAll(left);
        } finally {
            readers.shutdownNow();
            connections.forEach(FullCopy::close); // a reader that waits for the server ends with its connection
        }
        LOG.info("Copied {} tables in {} s", tables.size(), Duration.between(start, Instant.now()).toSeconds());
    }

    /** A partitioned table without partitions holds nothing. */
    private void putCopied(SourceTable table, Snapshot snapshot) {
        queue.put(new Notice(new TableCopied(System.currentTimeMillis(), table.id(), 0), snapshot.offset()));
    }

    private static Callable<Void> reading(SliceReader reader, Queue<Slice> slices, Queue<Slice> left) {
        return () -> {
            reader.takeSnapshot();
            reader.read(slices, left);
            return null;
        };
    }

    private void awaitAll(ExecutorCompletionService<Void> running) {
        try {
            for (int i = 0; i < threads; i++) {
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
