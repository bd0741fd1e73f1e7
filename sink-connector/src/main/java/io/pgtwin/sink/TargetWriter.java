package io.pgtwin.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.pg.StopSignal;
import io.pgtwin.sink.apply.ApplyCounts;
import io.pgtwin.sink.apply.BatchApplier;
import io.pgtwin.sink.apply.NotReadyException;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.database.TargetSession;
import io.pgtwin.sink.database.TargetTables;
import io.pgtwin.sink.progress.ConsistencyStore;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.progress.ProgressStore;
import io.pgtwin.sink.progress.ProgressTables;
import io.pgtwin.sink.progress.TableStore;
import io.pgtwin.sink.progress.TargetState;
import io.pgtwin.sink.structure.StructureApplier;

/**
 * Owns the session with the target and the one thread that uses it. What it is asked to do is done in the order of
 * asking.
 *
 * <p>After a failure it refuses every batch until {@link #position} is called: the batches behind a failed one must not
 * be applied. {@link #position} opens a new session if there is none.
 */
final class TargetWriter {
    private static final Logger LOG = LoggerFactory.getLogger(TargetWriter.class);
    private static final Duration PAUSE_AFTER_DEADLOCK = Duration.ofMillis(200);

    private final SinkOptions options;
    private final SinkMetrics metrics;
    private final Sessions sessions;
    private final StopSignal stop = new StopSignal();
    private final ExecutorService thread;
    private final Set<TableId> toldOfTriggers = new HashSet<>();
    private volatile Connection connection;
    private ProgressStore progress;
    private TargetTables tables;
    private ConsistencyStore consistency;
    private TableStore tableStore;
    private BatchApplier applier;
    private HeldPartitions held;

    TargetWriter(SinkOptions options, SinkMetrics metrics) {
        this.options = options;
        this.metrics = metrics;
        this.sessions = new Sessions(options.connection().settings("pgtwin sink " + options.connector()));
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread writer = new Thread(work, "pgtwin-sink-writer-" + options.connector());
            writer.setDaemon(true);
            return writer;
        });
    }

    /** Connects, again and again if need be, and reads how far the target has come. */
    CompletableFuture<TargetState> position(Set<TopicPartition> partitions) {
        Set<TopicPartition> wanted = Set.copyOf(partitions);
        return CompletableFuture.supplyAsync(
                () -> options.connection().retry(stop).call("Connecting to the target", () -> read(wanted)), thread);
    }

    /** Rolls back what was applied of a transaction that is not complete. Nothing is applied then until {@link #position}. */
    CompletableFuture<Void> abandon() {
        return CompletableFuture.runAsync(() -> {
            if (connection != null && applier.isOpen()) {
                disconnect();
            }
        }, thread);
    }

    /** @return what of the batch was applied: all but what has to wait, which stays held back until it is released */
    CompletableFuture<Batch> apply(Batch batch) {
        return CompletableFuture.supplyAsync(() -> applyOrDisconnect(batch), thread);
    }

    /**
     * Looks which of the partitions that were held back may be tried again.
     *
     * @return may have none
     */
    CompletableFuture<Released> release(Set<TopicPartition> partitions) {
        Set<TopicPartition> asked = Set.copyOf(partitions);
        return CompletableFuture.supplyAsync(() -> releaseOrDisconnect(asked), thread);
    }

    /**
     * Partitions that are no longer held back.
     *
     * @param progress where each goes on
     * @param needCompany whether more should be gathered before they are tried again
     */
    record Released(Map<TopicPartition, Progress> progress, boolean needCompany) {
        private static final Released NONE = new Released(Map.of(), false);
    }

    private Released releaseOrDisconnect(Set<TopicPartition> asked) {
        if (connection == null || stop.isSet()) {
            return Released.NONE; // everything is read anew soon
        }
        try {
            Set<TopicPartition> released = held.release(asked);
            return released.isEmpty() ? Released.NONE
                    : new Released(progress.read(released), held.needCompany(released));
        } catch (SQLException e) {
            disconnect();
            throw SqlFailures.of(e, "Cannot look whether rows need still wait");
        } catch (PgTwinException e) {
            disconnect();
            throw e;
        }
    }

    private TargetState read(Set<TopicPartition> partitions) {
        try {
            if (connection != null && applier.isOpen()) {
                disconnect(); // and with it what is not complete
            }
            if (connection == null) {
                connect();
            }
            held = new HeldPartitions(options, connection, tables, tableStore);
            // in this order: the first one waits for the commit of a session that was lost in the middle of it
            Map<TopicPartition, Progress> read = progress.read(partitions);
            return new TargetState(read, consistency.read());
        } catch (SQLException e) {
            disconnect();
            throw SqlFailures.of(e, "Cannot read the progress in schema '" + options.progressSchema()
                    + "' of the target");
        } catch (PgTwinException e) {
            disconnect();
            throw e;
        }
    }

    private void connect() throws SQLException {
        connection = TargetSession.open(sessions);
        new ProgressTables(connection, options.progressSchema()).createIfAbsent();
        boolean replica = TargetSession.becomeReplica(connection);
        progress = new ProgressStore(connection, options.progressSchema(), options.connector());
        consistency = new ConsistencyStore(connection, options.progressSchema(), options.connector());
        consistency.keep(options.appliesWholeTransactions());
        tableStore = new TableStore(connection, options.progressSchema(), options.connector());
        tables = new TargetTables(connection, options.mapping(), options.appliesStructure(), toldOfTriggers);
        applier = new BatchApplier(connection, !replica, options.conflictMode(), options.mapping(), tables, progress,
                consistency, tableStore, new StructureApplier(connection, options.structure()));
    }

    private void disconnect() {
        Connection last = connection;
        connection = null;
        if (last != null) {
            TargetSession.close(last);
        }
    }

    private Batch applyOrDisconnect(Batch batch) {
        if (connection == null || stop.isSet()) {
            throw new PgTwinException(FailureKind.CONNECTION_LOST, "A batch behind a failed one is not applied");
        }
        try {
            if (batch.isWhole() || applier.isOpen()) {
                applyWhole(batch);
                return batch;
            }
            Batch rest = batch.without(held.waiting());
            while (!rest.isEmpty() && !isApplied(rest)) {
                rest = rest.without(held.waiting());
            }
            return rest;
        } catch (RuntimeException e) {
            disconnect();
            throw e;
        }
    }

    /** Nothing of it can wait. */
    private void applyWhole(Batch batch) {
        try {
            Instant began = Instant.now();
            ApplyCounts counts = applier.isOpen() ? applier.apply(batch) : applyInSpiteOfOthers(batch, began);
            metrics.applied(batch, counts, Duration.between(began, Instant.now()));
        } catch (NotReadyException e) {
            throw e.reason();
        }
    }

    /** @return false if nothing was applied because some of it has to wait, which is held back now */
    private boolean isApplied(Batch batch) {
        try {
            Instant began = Instant.now();
            ApplyCounts counts = applyInSpiteOfOthers(batch, began);
            held.applied(batch);
            metrics.applied(batch, counts, Duration.between(began, Instant.now()));
            return true;
        } catch (NotReadyException e) {
            held.hold(batch, e);
            return false;
        }
    }

    /** A deadlock or the like is over when the transaction is rolled back, so the batch is simply applied again. */
    private ApplyCounts applyInSpiteOfOthers(Batch batch, Instant began) {
        while (true) {
            try {
                return applier.apply(batch);
            } catch (PgTwinException e) {
                Duration tried = Duration.between(began, Instant.now());
                boolean over = tried.compareTo(options.connection().retryTimeout()) >= 0;
                if (e.kind() != FailureKind.CONCURRENT_UPDATE || over || stop.await(PAUSE_AFTER_DEADLOCK)) {
                    throw e;
                }
                LOG.debug("A batch is applied again: {}", e.getMessage());
            }
        }
    }

    /** Lets the batch in hand be finished if that does not take longer than {@code patience}. Called once. */
    void stop(Duration patience) {
        stop.set();
        thread.execute(this::disconnect);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                abort();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abort();
        }
    }

    /** The server rolls back what was not committed. */
    private void abort() {
        Connection last = connection;
        if (last != null) {
            try {
                last.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("The session could not be aborted", e);
            }
        }
    }
}
