package io.pgtwin.sink;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
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
import io.pgtwin.common.pg.Retry;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.pg.StopSignal;
import io.pgtwin.common.pg.Trouble;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.progress.TargetState;
import io.pgtwin.sink.topics.TopicWatch;

/**
 * Owns the session with the target and the one thread that uses it. What it is asked to do is done in the order of
 * asking.
 *
 * <p>After a failure it refuses every batch until {@link #position} is called: the batches behind a failed one must not
 * be applied. {@link #position} opens a new session if there is none.
 */
final class TargetWriter {
    private static final Logger LOG = LoggerFactory.getLogger(TargetWriter.class);
    private static final String CANNOT_READ = "Cannot read or take over pgtwin's progress in the target";

    private final SinkOptions options;
    private final SinkMetrics metrics;
    private final Sessions sessions;
    private final StopSignal stop = new StopSignal();
    private final Retry retry;
    /** Shared, because partitions that come or go while the target is away begin a call of their own. */
    private final Trouble trouble;
    private final ExecutorService thread;
    private final Set<TableId> toldOfTriggers = new HashSet<>();
    private final TopicWatch topics;
    /** Null if there is none. */
    private WriterSession session;
    private PatientApplier applier;

    TargetWriter(SinkOptions options, SinkMetrics metrics) {
        this.options = options;
        this.metrics = metrics;
        this.sessions = new Sessions(options.connection().settings("pgtwin sink " + options.connector()));
        this.retry = options.connection().retry(stop);
        this.trouble = retry.trouble("Target of '" + options.connector() + "'");
        this.topics = new TopicWatch(options.consumerGroup(), options.topics()::contain);
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread writer = new Thread(work, "pgtwin-sink-writer-" + options.connector());
            writer.setDaemon(true);
            return writer;
        });
    }

    /**
     * Opens a session while the task has no partitions yet, so that they find it there. What fails is left to
     * {@link #position}, which tries it again.
     */
    void connect() {
        thread.execute(() -> {
            try {
                orDisconnect(CANNOT_READ, this::connected);
                topics.connect();
            } catch (PgTwinException e) {
                LOG.debug("There is no session with the target before there are partitions", e);
            }
        });
    }

    private WriterSession connected() throws SQLException {
        if (session == null) {
            session = new WriterSession(options, sessions, topics, toldOfTriggers);
        }
        return session;
    }

    /**
     * Connects, again and again if need be, takes the partitions over and reads how far the target has come.
     *
     * @param pause before that
     */
    CompletableFuture<TargetState> position(Set<TopicPartition> partitions, Duration pause) {
        Set<TopicPartition> wanted = Set.copyOf(partitions);
        return CompletableFuture.supplyAsync(() -> {
            stop.await(pause);
            return retry.call(trouble, () -> takeOver(wanted));
        }, thread);
    }

    private TargetState takeOver(Set<TopicPartition> partitions) {
        return orDisconnect(CANNOT_READ, () -> {
            if (session != null && session.hasOpenTransaction()) {
                disconnect(); // and with it what is not complete
            }
            TargetState state = connected().takeOver(partitions);
            applier = new PatientApplier(session, metrics, options.connection().retryTimeout(), stop);
            return state;
        });
    }

    /** What is done in the session. */
    private interface Work<T> {
        T done() throws SQLException;
    }

    private <T> T orDisconnect(String failure, Work<T> work) {
        try {
            return work.done();
        } catch (SQLException e) {
            disconnect();
            throw SqlFailures.of(e, failure);
        } catch (PgTwinException e) {
            disconnect();
            throw e;
        }
    }

    /**
     * Takes partitions over beside those that it has.
     *
     * @return what the target has of them; empty if that is not possible, and {@link #position} is due
     */
    CompletableFuture<Optional<Map<TopicPartition, Progress>>> join(Set<TopicPartition> partitions) {
        Set<TopicPartition> newcomers = Set.copyOf(partitions);
        return CompletableFuture.supplyAsync(() -> joinOrDisconnect(newcomers), thread);
    }

    private Optional<Map<TopicPartition, Progress>> joinOrDisconnect(Set<TopicPartition> newcomers) {
        if (session == null || stop.isSet() || session.hasOpenTransaction()) {
            return Optional.empty();
        }
        return orDisconnect(CANNOT_READ, () -> Optional.of(session.join(newcomers)));
    }

    /** Lets others take partitions over when everything that was asked for before is done. */
    CompletableFuture<Void> giveUp(Set<TopicPartition> partitions) {
        Set<TopicPartition> given = Set.copyOf(partitions);
        return CompletableFuture.runAsync(() -> giveUpIfConnected(given), thread);
    }

    private void giveUpIfConnected(Set<TopicPartition> partitions) {
        if (session == null) {
            return;
        }
        try {
            session.giveUp(partitions);
        } catch (SQLException e) {
            LOG.debug("Partitions were not given up, which whoever takes them over finds out", e);
            disconnect();
        }
    }

    /**
     * Rolls back what was applied of a transaction that is not complete. Nothing is applied then until
     * {@link #position}.
     */
    CompletableFuture<Void> abandon() {
        return CompletableFuture.runAsync(() -> {
            if (session != null && session.hasOpenTransaction()) {
                disconnect();
            }
        }, thread);
    }

    /**
     * Looks whether Kafka still has what the target lacks.
     *
     * @param partitions of which nothing is on its way to the target
     */
    CompletableFuture<Void> watchTopics(Set<TopicPartition> partitions) {
        Set<TopicPartition> asked = Set.copyOf(partitions);
        return CompletableFuture.runAsync(() -> watchOrDisconnect(asked), thread);
    }

    private void watchOrDisconnect(Set<TopicPartition> asked) {
        if (session == null || stop.isSet()) {
            return; // everything is read anew soon
        }
        try {
            session.watch(asked);
        } catch (SQLException e) {
            disconnect();
            throw SqlFailures.of(e, CANNOT_READ);
        }
    }

    /** @return what of the batch was applied: all but what has to wait, which stays held back until it is released */
    CompletableFuture<Batch> apply(Batch batch) {
        return CompletableFuture.supplyAsync(() -> applyOrDisconnect(batch), thread);
    }

    private Batch applyOrDisconnect(Batch batch) {
        if (session == null || stop.isSet()) {
            throw new PgTwinException(FailureKind.CONNECTION_LOST, "A batch behind a failed one is not applied");
        }
        try {
            topics.requireNotTruncated(batch.gaps());
            return applier.apply(batch);
        } catch (RuntimeException e) {
            disconnect();
            throw e;
        }
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
        static final Released NONE = new Released(Map.of(), false);
    }

    private Released releaseOrDisconnect(Set<TopicPartition> asked) {
        if (session == null || stop.isSet()) {
            return Released.NONE; // everything is read anew soon
        }
        return orDisconnect("Cannot look whether rows need still wait", () -> session.release(asked));
    }

    private void disconnect() {
        WriterSession last = session;
        session = null;
        if (last != null) {
            last.close();
        }
    }

    /** Lets the batch in hand be finished if that does not take longer than {@code patience}. Called once. */
    void stop(Duration patience) {
        stop.set();
        thread.execute(this::disconnect);
        thread.execute(topics::close);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                sessions.abortAll(); // the server rolls back what was not committed
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sessions.abortAll();
        }
    }
}
