package io.pgtwin.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.TransactionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failpoint.Failpoint;
import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.pg.StopSignal;
import io.pgtwin.source.catalog.Publication;
import io.pgtwin.source.catalog.SourceCatalog;
import io.pgtwin.source.delivery.Acknowledgements;
import io.pgtwin.source.delivery.KafkaTransactions;
import io.pgtwin.source.delivery.Outgoing;
import io.pgtwin.source.offset.SliceOffset;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.offset.StoredOffsets;
import io.pgtwin.source.offset.SyncStep;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.Produced.Mark;
import io.pgtwin.source.queue.Produced.Moves;
import io.pgtwin.source.queue.Produced;
import io.pgtwin.source.queue.Produced.Barrier;
import io.pgtwin.source.queue.SourceCounts;
import io.pgtwin.source.snapshot.CopyCounts;
import io.pgtwin.source.queue.Produced.Changes;
import io.pgtwin.source.queue.Produced.Completed;
import io.pgtwin.source.stream.ReplicationSlot;

/**
 * The source task's work: a producer thread reads the database into a bounded queue, {@link #poll} turns what waits
 * there into records, and {@link #confirm} lets the slot follow what Connect has stored.
 *
 * <pre>
 * database --COPY, pgoutput--> Producer --EventQueue--> RecordWriter -> Outgoing --poll()--> Connect, Kafka
 *          <--confirmed LSN--  StreamReader  <------------ confirm() <-- stored offset
 * </pre>
 */
public final class SourcePipeline {
    private static final Logger LOG = LoggerFactory.getLogger(SourcePipeline.class);
    private static final Duration POLL_WAIT = Duration.ofMillis(200);
    private static final long STOP_WAIT_MILLIS = 2_000;

    private final SourceOptions options;
    private final Sessions sessions;
    private final StopSignal stop = new StopSignal();
    private final EventQueue queue;
    private final CopyCounts copyCounts;
    private final Producer producer;
    private final Thread thread;
    private final Outgoing outgoing;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final SourceMetrics metrics;
    /** Not where records come to be in Kafka only when a transaction of some length ends. */
    private final boolean isPaced;
    private boolean isAtBarrier;
    private final KafkaTransactions transactions;
    private volatile Throwable failure;
    private RecordWriter writer;
    private boolean startStored;

    /**
     * @param stored what Connect has of this sync
     * @param kafkaTransactions if the task is to say where they end
     */
    public SourcePipeline(SourceOptions options, StoredOffsets stored, Optional<TransactionContext> kafkaTransactions) {
        this.options = options;
        this.sessions = new Sessions(options.connection().settings("pgtwin source " + options.topicPrefix()));
        this.metrics = new SourceMetrics(options.connector());
        this.queue = new EventQueue(options.queueMaxRows(), options.queueMaxBytes(),
                new SourceCounts(metrics::register));
        this.copyCounts = new CopyCounts(queue.counts());
        this.producer = new Producer(options, sessions, queue, stop, stored, copyCounts,
                options.watermarks(kafkaTransactions.isPresent()));
        this.thread = new Thread(this::produce, "pgtwin-source-" + options.topicPrefix());
        this.thread.setDaemon(true);
        this.outgoing = new Outgoing(options.all());
        this.isPaced = kafkaTransactions.isEmpty() && !options.commitsAtIntervals();
        this.transactions = new KafkaTransactions(kafkaTransactions, options.transactionMaxRecords());
    }

    /** Begins to read; returns at once. */
    public void start() {
        metrics.register(queue.counts(), copyCounts, queue);
        thread.start();
    }

    private void produce() {
        try {
            producer.run();
        } catch (CancellationException e) {
            LOG.debug("The producer was interrupted to stop", e);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /**
     * The next records in their order; empty if none came for a moment. For Connect's task thread.
     *
     * @throws PgTwinException what the producer failed with, once everything before it has been returned; or
     * RECORD_TOO_LARGE
     */
    public List<SourceRecord> poll() throws InterruptedException {
        if (!outgoing.isEmpty()) {
            return handOut(outgoing.next(), 0);
        }
        if (isPaced && !acknowledgements.awaitRoom(POLL_WAIT)) {
            return List.of();
        }
        if (isAtBarrier && !acknowledgements.awaitAll(POLL_WAIT)) {
            return List.of();
        }
        isAtBarrier = false;
        Throwable failed = failure;
        Optional<Produced> produced = queue.poll(POLL_WAIT);
        if (produced.isPresent()) {
            isAtBarrier = produced.get() instanceof Barrier;
            if (isAtBarrier) {
                transactions.idle();
                return List.of();
            }
            outgoing.add(written(produced.get()), produced.get().bytes());
            return handOut(outgoing.next(), produced.get().bytes());
        }
        transactions.idle();
        if (failed != null && !stop.isSet()) {
            throw failed instanceof PgTwinException known ? known
                    : new PgTwinException(FailureKind.UNEXPECTED, "The source's reader ended", failed);
        }
        return List.of();
    }

    private List<SourceRecord> written(Produced produced) {
        List<SourceRecord> records = writer().write(produced);
        if (produced instanceof Changes changes && changes.moves() == Moves.LAST) {
            transactions.addPart(records);
        } else if (produced instanceof Changes changes) {
            transactions.addChanges(records, changes.complete());
        } else if (produced instanceof Mark) {
            transactions.addWatermark(records);
        } else if (produced instanceof Completed) {
            transactions.completed();
        } else {
            transactions.addOthers(records);
        }
        return records;
    }

    private List<SourceRecord> handOut(List<SourceRecord> records, long bytes) {
        acknowledgements.handedOut(records.size(), bytes);
        return records;
    }

    /** Whether nothing is handed out before Kafka has everything that was. For Connect's task thread. */
    public boolean awaitsKafka() {
        return isAtBarrier;
    }

    /** Whether an empty list that {@link #poll} returns may mean something to Connect. */
    public boolean endsTransactions() {
        return transactions.areDecided();
    }

    /** Kafka has a record, or nobody wants it there. From any thread. */
    public void acknowledged(SourceRecord record) {
        acknowledgements.acknowledged();
        if (SliceOffset.isDone(record.sourcePartition(), record.sourceOffset())) {
            Failpoint.reach("source.slice.acknowledged");
        } else if (record.key() != null && SourceOffset.isChange(record.sourceOffset())) {
            Failpoint.reach("source.change.acknowledged");
        }
    }

    private RecordWriter writer() {
        if (writer == null) {
            writer = new RecordWriter(options.topicPrefix(), databaseName(), options.writesTombstones(),
                    options.copiesBlocks());
        }
        return writer;
    }

    private String databaseName() {
        return options.connection().retry(stop).call("Source" + options.ofSync(), () -> {
            try (Connection session = sessions.open()) {
                return new SourceCatalog(session).databaseName();
            } catch (SQLException e) {
                throw SqlFailures.of(e, "Cannot query the source");
            }
        });
    }

    /**
     * Connect has stored this offset, so everything up to it is safe in Kafka and will not be asked for again
     * (invariant A).
     */
    public void confirm(SourceOffset stored) {
        Failpoint.reach("source.offset.stored");
        producer.confirm(stored.confirmable());
        if (!startStored && stored.steps().contains(SyncStep.INCREMENTAL)) {
            markStarted();
            startStored = true;
        }
    }

    private void markStarted() {
        if (!options.createsPublication() || !options.steps().contains(SyncStep.INCREMENTAL)) {
            return;
        }
        try (Connection session = sessions.open()) {
            Publication publication = new Publication(session, options.publicationName());
            if (publication.isMarkedStarting(options.slotName())) {
                publication.markStarted();
            }
        } catch (SQLException | PgTwinException e) {
            LOG.warn("Publication '{}' could not be marked as started: {}", options.publicationName(), e.getMessage());
        }
    }

    /** Ends all threads and sessions. What was not yet polled is read again after the next start. */
    public void stop() {
        metrics.unregister();
        stop.set();
        thread.interrupt();
        try {
            thread.join(STOP_WAIT_MILLIS);
            sessions.abortAll(); // ends a producer that waits for the server, for example for a slot
            thread.join(STOP_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sessions.abortAll();
        }
        if (options.dropsSlotOnStop()) {
            dropSlot();
        }
    }

    private void dropSlot() {
        try (Connection session = sessions.open()) {
            new ReplicationSlot(options.slotName()).drop(session);
            LOG.info("Dropped slot '{}'", options.slotName());
        } catch (SQLException | PgTwinException e) {
            LOG.warn("Slot '{}' could not be dropped: {}", options.slotName(), e.getMessage());
        }
    }
}
