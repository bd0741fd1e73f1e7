package io.pgtwin.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failpoint.Failpoint;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.gathering.Gatherer;
import io.pgtwin.sink.gathering.Gathering;
import io.pgtwin.sink.gathering.TransactionGathering;
import io.pgtwin.sink.progress.Advance;
import io.pgtwin.sink.structure.StructureBuilder;

/**
 * Carries records from Connect to the target: decodes and gathers them on the task thread, while the writer's thread
 * applies the batch before. All methods are called by the task thread; none waits longer than a few seconds, except
 * {@link #close}.
 *
 * <p>The pipeline is in one of two states:
 *
 * <pre>
 * positioning  The writer connects and reads the target's progress. Records are dropped, because a seek follows.
 *              Entered by open and after a lost connection. Left when the progress is read: then the consumer seeks to
 *              it, whatever its group's offsets say.
 * running      Records are gathered; a batch is handed over when it is full, or when the writer has nothing to do and
 *              Kafka seems to have no more.
 * </pre>
 *
 * While it is running, single partitions may be held back, because the target cannot take their rows yet. Their records
 * are dropped and their consumer is paused, until the writer releases them and they go on from the target's progress.
 * All other partitions go on meanwhile: they may hold what is waited for. In the same way partitions may come to those
 * that are being read, one table's after the other's while the source begins to copy.
 *
 * <p>A lost connection needs no care for the batch that was in hand: if its commit came through, the progress read
 * afterwards is past it; if not, its records are delivered again. If the target lost commits in a crash, the progress
 * is further back.
 */
public final class SinkPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(SinkPipeline.class);

    /** Far below the consumer's max.poll.interval.ms, beyond which the group would throw the task out. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PATIENCE_TO_JOIN = Duration.ofMillis(100);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(4);
    private static final String FIRST_TASK = "0";
    private static final long POLL_TO_PASS_ON_MS = 5;
    private static final long POLL_TO_SETTLE_MS = 100;

    private final SinkTaskContext context;
    private final SinkOptions options;
    private final SinkMetrics metrics;
    private final TargetWriter writer;
    private final Optional<StructureBuilder> builder;
    private final PendingBatches pending;
    private final Gatherer gathering;
    private final TopicRounds topicRounds;
    private final Pauses pauses;
    private final HeldBack heldBack;
    private final Assignment assignment;
    private final Backlog backlog = new Backlog();

    SinkPipeline(SinkOptions options, SinkTaskContext context, SinkMetrics metrics) {
        this.context = context;
        this.options = options;
        this.metrics = metrics;
        this.writer = new TargetWriter(options, metrics);
        this.pending = new PendingBatches(writer);
        this.topicRounds = new TopicRounds(writer);
        this.pauses = new Pauses(context);
        this.gathering = options.appliesWholeTransactions()
                ? new TransactionGathering(options.maxBatchRows(), options.maxBatchBytes(), options.topics()::contain)
                : new Gathering(options.maxBatchRows(), options.maxBatchBytes());
        this.heldBack = new HeldBack(writer, gathering, pauses, context);
        this.assignment = new Assignment(options, context, writer, gathering, pauses, heldBack, topicRounds);
        this.builder = builder(options);
        metrics.register();
        builder.ifPresent(StructureBuilder::start);
        writer.connect();
    }

    /** One task builds for all: the first one, which every connector has. */
    private static Optional<StructureBuilder> builder(SinkOptions options) {
        if (!options.appliesStructure() || !options.task().equals(FIRST_TASK)) {
            return Optional.empty();
        }
        Sessions sessions = new Sessions(options.connection().settings("pgtwin structure " + options.connector()));
        return Optional.of(new StructureBuilder(options.structure(), sessions, options.structureThreads(),
                options.connection().retryTimeout()));
    }

    /** Takes over partitions. Returns before the target is reached if that takes long; they are paused until then. */
    void open(Collection<TopicPartition> partitions) {
        if (!assignment.mayBeJoinedBy(partitions)) {
            takeAllOver(partitions);
            return;
        }
        assignment.join(partitions);
        assignment.finishJoining(PATIENCE_TO_JOIN);
        pauses.pauseOnly(enough());
    }

    /** Also those that were there before. */
    private void takeAllOver(Collection<TopicPartition> newcomers) {
        assignment.takeOver(newcomers);
        finishPositioning(PATIENCE);
    }

    /** Gives partitions away: when this returns, nothing of theirs is on its way to the target any more. */
    void close(Collection<TopicPartition> partitions) {
        boolean flushed = flush();
        assignment.giveAway(Set.copyOf(partitions), flushed && gathering.isDivisible());
    }

    /**
     * Nothing gathered is dropped, because the consumer of the partitions that stay would not deliver it again; unless
     * it cannot be divided: then what stays is read again.
     *
     * @return false if a batch failed for good: what it had of partitions that stay must be read again, to fail in
     *     {@link #put}
     */
    private boolean flush() {
        try {
            if (!assignment.isPositioning() && gathering.isDivisible() && !gathering.isEmpty()) {
                pending.offer(gathering.take());
            }
            pending.awaitAll(CLOSE_PATIENCE);
            settle();
            if (!gathering.isDivisible()) {
                PendingBatches.await(writer.abandon(), CLOSE_PATIENCE);
            }
            return true;
        } catch (PgTwinException e) {
            LOG.warn("The last batch before partitions were given away was not applied: {}", e.getMessage());
            return false;
        }
    }

    /** @throws PgTwinException if a batch failed for good, now or since the last call */
    void put(Collection<SinkRecord> records) {
        if (takesOverUntoldPartitions()) {
            return; // without the records: they were polled before the seek
        }
        settle();
        release();
        watch();
        if (assignment.isPositioning()) {
            finishPositioning(Duration.ZERO);
            return; // without the records: they were polled before the seek
        }
        backlog.came(records.size(), System.nanoTime());
        Instant patienceEnds = Instant.now().plus(PATIENCE);
        for (SinkRecord record : records) {
            gathering.add(record);
            if (gathering.isFull()) {
                passOnWithin(patienceEnds);
            }
            startOverIfAsked();
            if (assignment.isPositioning()) {
                break; // the rest will be delivered again
            }
        }
        assignment.finishJoining(Duration.ZERO);
        passOn();
    }

    private boolean takesOverUntoldPartitions() {
        UntoldChange change = UntoldChange.between(assignment.partitions(), context.assignment());
        if (change.isNone()) {
            return false;
        }
        LOG.warn("Sink {} was not told of a change of its partitions: it takes over {} and gives away {}",
                options.connector(), change.come(), change.gone());
        if (!change.gone().isEmpty()) {
            close(change.gone());
        }
        if (!change.come().isEmpty()) {
            takeAllOver(change.come());
        }
        return !change.come().isEmpty();
    }

    private void startOverIfAsked() {
        if (!assignment.isPositioning() && gathering.mustStartOver()) {
            assignment.goBack();
        }
    }

    /** A batch grows beyond its bounds only if the target is so slow that waiting longer would be dangerous. */
    private void passOnWithin(Instant patienceEnds) {
        if (pending.isFull()) {
            Duration patience = Duration.between(Instant.now(), patienceEnds);
            pending.awaitOne(patience.isNegative() ? Duration.ZERO : patience);
            settle();
        }
        if (!assignment.isPositioning() && !pending.isFull() && !gathering.isEmpty()) {
            pending.offer(gathering.take());
        }
    }

    /** @return the next offset of every partition, as far as the target has committed */
    Map<TopicPartition, Long> committed() {
        settle();
        passOn();
        return assignment.committed();
    }

    void stop() {
        builder.ifPresent(StructureBuilder::stop);
        writer.stop(STOP_PATIENCE);
        metrics.unregister();
    }

    private void passOn() {
        if (assignment.isEmpty()) {
            return; // what was gathered before belongs to others now
        }
        startOverIfAsked();
        if (assignment.isPositioning()) {
            context.timeout(POLL_TO_SETTLE_MS);
            return;
        }
        if (pending.isIdle() && !pauses.holdAny()) {
            gathering.allApplied();
        }
        boolean empty = gathering.isEmpty();
        if (!empty && isRipe() && !pending.isFull()) {
            pending.offer(gathering.take());
            empty = gathering.isEmpty();
        }
        metrics.waiting(gathering.transactions() + pending.transactions());
        pauses.pauseOnly(enough());
        gathering.checkPatience(options.connection().retryTimeout());
        if (!empty) {
            context.timeout(POLL_TO_PASS_ON_MS);
        } else if (!pending.isIdle() || pauses.holdAny() || assignment.isJoining()) {
            context.timeout(POLL_TO_SETTLE_MS);
        }
    }

    private Set<TopicPartition> enough() {
        Set<TopicPartition> enough = assignment.joining();
        enough.addAll(gathering.ahead(assignment.partitions()));
        return enough;
    }

    private boolean isRipe() {
        Duration linger = backlog.linger(heldBack.linger(options.linger()), System.nanoTime());
        return gathering.isFull() || pending.isIdle() && gathering.ageMillis() >= linger.toMillis();
    }

    private void settle() {
        try {
            pending.settle(this::applied);
        } catch (PgTwinException e) {
            assignment.goBackAfter(e);
        }
    }

    /** When nothing is on its way, also looks whether Kafka still has what the target lacks. */
    private void watch() {
        if (assignment.isPositioning() || assignment.isEmpty()) {
            return;
        }
        try {
            topicRounds.finish();
        } catch (PgTwinException e) {
            assignment.goBackAfter(e);
            return;
        }
        if (topicRounds.isDue() && pending.isIdle() && gathering.isEmpty()) {
            Set<TopicPartition> idle = new HashSet<>(assignment.partitions());
            idle.removeAll(pauses.held());
            topicRounds.begin(idle);
        }
    }

    private void applied(Batch batch, Batch done) {
        assignment.applied(done);
        Failpoint.reach("sink.precommit");
        Set<TopicPartition> waiting = batch.advances().stream().filter(advance -> !done.reaches(advance))
                .map(Advance::partition).filter(assignment.partitions()::contains).collect(Collectors.toSet());
        if (waiting.isEmpty()) {
            heldBack.nothingWaited();
        } else if (!assignment.isPositioning()) {
            heldBack.hold(waiting);
        }
    }

    private void release() {
        if (assignment.isPositioning() || !heldBack.hasAnswer()) {
            return;
        }
        settle(); // batches that were handed over before hold records of partitions that still waited then
        if (assignment.isPositioning()) {
            return;
        }
        try {
            heldBack.release();
        } catch (PgTwinException e) {
            assignment.goBackAfter(e);
        }
    }

    private void finishPositioning(Duration patience) {
        if (!assignment.await(patience)) {
            context.timeout(POLL_TO_SETTLE_MS);
            return;
        }
        settle(); // batches that were handed over before belong to the time before, also what of them had to wait
        assignment.goOn();
    }
}
