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
import java.util.stream.Collectors;

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
import io.pgtwin.sink.preflight.AnnouncedTables;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.progress.ProgressStore;
import io.pgtwin.sink.progress.ProgressTables;
import io.pgtwin.sink.progress.SinkRegistration;
import io.pgtwin.sink.progress.TableStore;
import io.pgtwin.sink.structure.StructureApplier;
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
    private TableStore tableStore;
    private BatchApplier applier;
    private HeldPartitions held;
    private final TopicWatch topics;

    TargetWriter(SinkOptions options, SinkMetrics metrics) {
        this.options = options;
        this.metrics = metrics;
        this.sessions = new Sessions(options.connection().settings("pgtwin sink " + options.connector()));
        this.topics = new TopicWatch(options.consumerGroup(), options::reads);
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread writer = new Thread(work, "pgtwin-sink-writer-" + options.connector());
            writer.setDaemon(true);
            return writer;
        });
    }

    /**
     * Connects, again and again if need be, takes the partitions over and reads how far the target has come.
     *
     * @param pause before that
     */
    CompletableFuture<Map<TopicPartition, Progress>> position(Set<TopicPartition> partitions, Duration pause) {
        Set<TopicPartition> wanted = Set.copyOf(partitions);
        return CompletableFuture.supplyAsync(() -> {
            stop.await(pause);
            return options.connection().retry(stop).call("Connecting to the target", () -> takeOver(wanted));
        }, thread);
    }

    /** Lets others take partitions over when everything that was asked for before is done. */
    CompletableFuture<Void> giveUp(Set<TopicPartition> partitions) {
        Set<TopicPartition> given = Set.copyOf(partitions);
        return CompletableFuture.runAsync(() -> giveUpIfConnected(given), thread);
    }

    private void giveUpIfConnected(Set<TopicPartition> partitions) {
        if (connection == null) {
            return;
        }
        try {
            progress.giveUp(partitions);
        } catch (SQLException e) {
            LOG.debug("Partitions were not given up, which whoever takes them over finds out", e);
            disconnect();
        }
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
        if (connection == null || stop.isSet()) {
            return; // everything is read anew soon
        }
        try {
            requireTopics(progress.read(asked));
        } catch (SQLException e) {
            disconnect();
            throw SqlFailures.of(e, CANNOT_READ);
        }
    }

    private void requireTopics(Map<TopicPartition, Progress> at) throws SQLException {
        Map<TopicPartition, Long> next = at.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().nextOffset()));
        progress.adoptTopicIds(topics.require(progress.topicIds(), next));
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

    private Map<TopicPartition, Progress> takeOver(Set<TopicPartition> partitions) {
        try {
            if (connection == null) {
                connect();
            }
            new SinkRegistration(connection, options.progressSchema(), options.connector())
                    .require(options.consumerGroup(), topics.cluster());
            held = new HeldPartitions(options, connection, tables, tableStore);
            Map<TopicPartition, Progress> taken = progress.takeOver(partitions);
            requireTopics(taken);
            return taken;
        } catch (SQLException e) {
            disconnect();
            throw SqlFailures.of(e, CANNOT_READ);
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
        tableStore = new TableStore(connection, options.progressSchema(), options.connector());
        tables = new TargetTables(connection, options.mapping(), options.appliesStructure(), toldOfTriggers);
        StructureApplier structure = new StructureApplier(connection, options.structure(), new AnnouncedTables(connection,
                SinkPrechecks.needs(options), options.connection().precheck()));
        applier = new BatchApplier(connection, !replica, options.conflictMode(), options.mapping(), tables, progress,
                tableStore, structure);
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
            topics.requireNotTruncated(batch.gaps());
            Batch ready = batch.without(held.waiting()); // what waits since an earlier batch has rows there that come first
            Batch rest = ready;
            while (!rest.isEmpty() && !isApplied(rest)) {
                rest = rest.without(held.waiting());
            }
            for (TopicPartition stuck : held.stuck(ready)) {
                rest = rest.with(beginning(ready.only(stuck)));
            }
            return rest;
        } catch (RuntimeException e) {
            disconnect();
            throw e;
        }
    }

    /**
     * Rows of one table may wait for rows of another, some of which wait for rows further on in the first: both get on if each
     * is applied in part.
     *
     * @return what could be applied of the batch's first half, may be nothing
     */
    private Batch beginning(Batch batch) {
        for (int items = batch.items().size() / 2; items > 0; items /= 2) {
            Batch beginning = batch.first(items);
            try {
                apply(beginning, Instant.now());
                beginning.partitions().forEach(held::gotOn);
                return beginning;
            } catch (NotReadyException e) {
                LOG.debug("Not even the first {} of the rows that wait can be applied: {}", items, e.getMessage());
            }
        }
        return new Batch();
    }

    /** @return false if nothing was applied because some of it has to wait, which is held back now */
    private boolean isApplied(Batch batch) {
        try {
            apply(batch, Instant.now());
            held.applied(batch);
            return true;
        } catch (NotReadyException e) {
            held.hold(batch, e);
            return false;
        }
    }

    private void apply(Batch batch, Instant began) {
        ApplyCounts counts = applyInSpiteOfOthers(batch, began);
        metrics.applied(batch, counts, Duration.between(began, Instant.now()));
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
        thread.execute(topics::close);
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
