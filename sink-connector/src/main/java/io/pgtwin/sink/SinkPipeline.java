package io.pgtwin.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
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
import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.gathering.Gatherer;
import io.pgtwin.sink.gathering.Gathering;
import io.pgtwin.sink.gathering.TransactionGathering;
import io.pgtwin.sink.progress.Advance;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.progress.TargetState;
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
    /** After a failure: if the partitions are another task's by now, the consumer hears of it meanwhile. */
    private static final Duration PAUSE_BEFORE_TAKING_OVER_AGAIN = Duration.ofMillis(500);
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
    private final Setbacks setbacks;
    private final Pauses pauses;
    private final HeldBack heldBack;
    private final Positioning positioning;
    private final Joining joining;
    private final Backlog backlog = new Backlog();
    private final CommittedOffsets committed = new CommittedOffsets();
    private final Set<TopicPartition> assigned = new HashSet<>();

    SinkPipeline(SinkOptions options, SinkTaskContext context, SinkMetrics metrics) {
        this.context = context;
        this.options = options;
        this.metrics = metrics;
        this.writer = new TargetWriter(options, metrics);
        this.pending = new PendingBatches(writer);
        this.topicRounds = new TopicRounds(writer);
        this.setbacks = new Setbacks(options.connection().retryTimeout());
        this.pauses = new Pauses(context);
        this.gathering = options.appliesWholeTransactions()
                ? new TransactionGathering(options.maxBatchRows(), options.maxBatchBytes(), options.topics()::contain)
                : new Gathering(options.maxBatchRows(), options.maxBatchBytes());
        this.heldBack = new HeldBack(writer, gathering, pauses, context);
        this.positioning = new Positioning(writer);
        this.joining = new Joining(writer);
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
        boolean join = !assigned.isEmpty() && Collections.disjoint(assigned, partitions) && !positioning.isUnderWay()
                && gathering.mayBeJoined();
        if (!join) {
            takeAllOver(partitions);
            return;
        }
        assigned.addAll(partitions);
        joining.begin(partitions);
        finishJoining(PATIENCE_TO_JOIN);
        pauses.pauseOnly(enough());
    }

    /** Also those that were there before. */
    private void takeAllOver(Collection<TopicPartition> newcomers) {
        assigned.addAll(newcomers);
        position(Duration.ZERO);
        finishPositioning(PATIENCE);
    }

    /** Gives partitions away: when this returns, nothing of theirs is on its way to the target any more. */
    void close(Collection<TopicPartition> partitions) {
        boolean flushed = flush();
        Set<TopicPartition> closed = Set.copyOf(partitions);
        assigned.removeAll(closed);
        committed.forget(closed);
        gathering.forget(closed);
        pauses.forget(closed);
        joining.forget(closed);
        PendingBatches.await(writer.giveUp(closed), PATIENCE);
        boolean anew = positioning.isUnderWay() || !gathering.isDivisible() || !flushed;
        positioning.forget();
        if (anew && !assigned.isEmpty()) {
            position(Duration.ZERO);
        }
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
            if (!positioning.isUnderWay() && gathering.isDivisible() && !gathering.isEmpty()) {
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
        if (positioning.isUnderWay()) {
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
            if (positioning.isUnderWay()) {
                break; // the rest will be delivered again
            }
        }
        finishJoining(Duration.ZERO);
        passOn();
    }

    private boolean takesOverUntoldPartitions() {
        UntoldChange change = UntoldChange.between(assigned, context.assignment());
        if (change.isNone()) {
            return false;
        }
        LOG.warn("Sink {} was not told of a change of its partitions: it takes over {} and gives away {}",
                options.connector(),
                change.come(), change.gone());
        if (!change.gone().isEmpty()) {
            close(change.gone());
        }
        if (!change.come().isEmpty()) {
            takeAllOver(change.come());
        }
        return !change.come().isEmpty();
    }

    private void startOverIfAsked() {
        if (!positioning.isUnderWay() && gathering.mustStartOver()) {
            position(Duration.ZERO);
        }
    }

    /** A batch grows beyond its bounds only if the target is so slow that waiting longer would be dangerous. */
    private void passOnWithin(Instant patienceEnds) {
        if (pending.isFull()) {
            Duration patience = Duration.between(Instant.now(), patienceEnds);
            pending.awaitOne(patience.isNegative() ? Duration.ZERO : patience);
            settle();
        }
        if (!positioning.isUnderWay() && !pending.isFull() && !gathering.isEmpty()) {
            pending.offer(gathering.take());
        }
    }

    /** @return the next offset of every partition, as far as the target has committed */
    Map<TopicPartition, Long> committed() {
        settle();
        passOn();
        return committed.all();
    }

    void stop() {
        builder.ifPresent(StructureBuilder::stop);
        writer.stop(STOP_PATIENCE);
        metrics.unregister();
    }

    private void passOn() {
        if (assigned.isEmpty()) {
            return; // what was gathered before belongs to others now
        }
        startOverIfAsked();
        if (positioning.isUnderWay()) {
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
        } else if (!pending.isIdle() || pauses.holdAny() || joining.isUnderWay()) {
            context.timeout(POLL_TO_SETTLE_MS);
        }
    }

    private Set<TopicPartition> enough() {
        Set<TopicPartition> enough = joining.partitions();
        enough.addAll(gathering.ahead(assigned));
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
            goBackAfter(e);
        }
    }

    private void goBackAfter(PgTwinException failure) {
        if (failure.kind() == FailureKind.PROGRESS_MOVED) {
            gathering.forget(assigned); // what this task came to is not what counts
        }
        setbacks.requirePassing(failure);
        position(PAUSE_BEFORE_TAKING_OVER_AGAIN);
    }

    /** When nothing is on its way, also looks whether Kafka still has what the target lacks. */
    private void watch() {
        if (positioning.isUnderWay() || assigned.isEmpty()) {
            return;
        }
        try {
            topicRounds.finish();
        } catch (PgTwinException e) {
            goBackAfter(e);
            return;
        }
        if (topicRounds.isDue() && pending.isIdle() && gathering.isEmpty()) {
            Set<TopicPartition> idle = new HashSet<>(assigned);
            idle.removeAll(pauses.held());
            topicRounds.begin(idle);
        }
    }

    private void applied(Batch batch, Batch done) {
        setbacks.areOver();
        committed.applied(done);
        Failpoint.reach("sink.precommit");
        Set<TopicPartition> waiting = batch.advances().stream().filter(advance -> !done.reaches(advance))
                .map(Advance::partition).filter(assigned::contains).collect(Collectors.toSet());
        if (waiting.isEmpty()) {
            heldBack.nothingWaited();
        } else if (!positioning.isUnderWay()) {
            heldBack.hold(waiting);
        }
    }

    private void release() {
        if (positioning.isUnderWay() || !heldBack.hasAnswer()) {
            return;
        }
        settle(); // batches that were handed over before hold records of partitions that still waited then
        if (positioning.isUnderWay()) {
            return;
        }
        try {
            heldBack.release();
        } catch (PgTwinException e) {
            goBackAfter(e);
        }
    }

    /** Only starts it: it ends in open or put, because the consumer seeks between those and the next records. */
    private void position(Duration pause) {
        gathering.clear();
        committed.rollBack();
        heldBack.forget();
        pauses.resumeAll(assigned);
        joining.clear();
        topicRounds.forget();
        positioning.begin(assigned, pause);
    }

    /**
     * Called by open, and by put after its records, which were polled before the seek; not where partitions may be
     * about to go: Connect fails a task that seeks in one which is not its own any more.
     */
    private void finishJoining(Duration patience) {
        try {
            while (joining.isUnderWay() && joining.await(patience)) {
                Optional<Map<TopicPartition, Progress>> come = joining.take();
                if (!come.filter(gathering::join).isPresent()) {
                    position(Duration.ZERO);
                    return;
                }
                committed.are(come.get());
                come.get().forEach((partition, at) -> context.offset(partition, at.nextOffset()));
            }
        } catch (PgTwinException e) {
            goBackAfter(e);
        }
    }

    private void finishPositioning(Duration patience) {
        if (!positioning.await(patience)) {
            pauses.pauseOnly(assigned);
            context.timeout(POLL_TO_SETTLE_MS);
            return;
        }
        settle(); // batches that were handed over before belong to the time before, also what of them had to wait
        if (!positioning.await(Duration.ZERO)) {
            return;
        }
        TargetState target = positioning.take();
        try {
            target.requireNotPast(gathering.reached());
        } catch (PgTwinException e) {
            goBackAfter(e);
            return;
        }
        gathering.restart(target);
        committed.are(target.progress());
        target.progress().forEach((partition, at) -> context.offset(partition, gathering.startOf(partition, at)));
        pauses.pauseOnly(Set.of());
        LOG.info("Sink {} goes on from the target's progress in {} partitions", options.connector(),
                target.progress().size());
    }
}
