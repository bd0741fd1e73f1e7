package io.pgtwin.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
import io.pgtwin.sink.TargetWriter.Released;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.progress.Advance;
import io.pgtwin.sink.progress.Progress;
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
 * running      Records are gathered; a batch is handed over when it is full or when the writer has nothing to do.
 * </pre>
 *
 * While it is running, single partitions may be held back, because the target cannot take their rows yet. Their records
 * are dropped and their consumer is paused, until the writer releases them and they go on from the target's progress. All
 * other partitions go on meanwhile: they may hold what is waited for.
 *
 * <p>A lost connection needs no care for the batch that was in hand: if its commit came through, the progress read
 * afterwards is past it; if not, its records are delivered again. If the target lost commits in a crash, the progress
 * is further back.
 */
public final class SinkPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(SinkPipeline.class);

    /** Far below the consumer's max.poll.interval.ms, beyond which the group would throw the task out. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(4);
    private static final Duration LINGER_FOR_REFERENCES = Duration.ofSeconds(3);
    /** After a failure: if the partitions are another task's by now, the consumer hears of it meanwhile. */
    private static final Duration PAUSE_BEFORE_TAKING_OVER_AGAIN = Duration.ofMillis(500);
    private static final Duration PAUSE_TO_RELEASE = Duration.ofMillis(300);
    private static final String FIRST_TASK = "0";
    private static final long POLL_TO_HAND_OVER_MS = 5;
    private static final long POLL_TO_SETTLE_MS = 100;

    private final SinkTaskContext context;
    private final SinkOptions options;
    private final SinkMetrics metrics;
    private final TargetWriter writer;
    private final Optional<StructureBuilder> builder;
    private final HandOver handOver;
    private final Gathering gathering;
    private final TopicRounds topicRounds;
    private final Overtaken overtaken;
    private final Set<TopicPartition> assigned = new HashSet<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Set<TopicPartition> held = new HashSet<>();
    private Optional<CompletableFuture<Map<TopicPartition, Progress>>> positioning = Optional.empty();
    private Optional<CompletableFuture<Released>> releasing = Optional.empty();
    private Instant lastRelease = Instant.EPOCH;
    private Optional<Instant> losingSince = Optional.empty();
    private boolean paused;
    /** Whether rows still lack those that they refer to: the next batch gathers more, and they may be among it. */
    private boolean awaitsReferences;

    SinkPipeline(SinkOptions options, SinkTaskContext context, SinkMetrics metrics) {
        this.context = context;
        this.options = options;
        this.metrics = metrics;
        this.writer = new TargetWriter(options, metrics);
        this.handOver = new HandOver(writer);
        this.topicRounds = new TopicRounds(writer);
        this.overtaken = new Overtaken(options.connection().retryTimeout());
        this.gathering = new Gathering(options.maxBatchRows(), options.maxBatchBytes());
        this.builder = builder(options);
        metrics.register();
        builder.ifPresent(StructureBuilder::start);
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
        assigned.addAll(partitions);
        position(Duration.ZERO);
        finishPositioning(PATIENCE);
    }

    /** Gives partitions away: when this returns, nothing of theirs is on its way to the target any more. */
    void close(Collection<TopicPartition> partitions) {
        boolean flushed = flush();
        Set<TopicPartition> closed = Set.copyOf(partitions);
        assigned.removeAll(closed);
        committed.keySet().removeAll(closed);
        gathering.forget(closed);
        held.removeAll(closed);
        HandOver.await(writer.giveUp(closed), PATIENCE);
        if (positioning.isPresent() || !flushed) {
            positioning = Optional.empty();
            if (!assigned.isEmpty()) {
                position(Duration.ZERO);
            }
        }
    }

    /**
     * Nothing gathered is dropped: the consumer of the partitions that stay would not deliver it again.
     *
     * @return false if a batch failed for good: what it had of partitions that stay must be read again, to fail in {@link #put}
     */
    private boolean flush() {
        try {
            if (positioning.isEmpty() && !gathering.isEmpty()) {
                handOver.offer(gathering.take());
            }
            handOver.awaitAll(CLOSE_PATIENCE);
            settle();
            return true;
        } catch (PgTwinException e) {
            LOG.warn("The last batch before partitions were given away was not applied: {}", e.getMessage());
            return false;
        }
    }

    /** @throws PgTwinException if a batch failed for good, now or since the last call */
    void put(Collection<SinkRecord> records) {
        settle();
        release();
        watch();
        if (positioning.isPresent()) {
            finishPositioning(Duration.ZERO);
            return; // without the records: they were polled before the seek
        }
        Instant patienceEnds = Instant.now().plus(PATIENCE);
        for (SinkRecord record : records) {
            gathering.add(record);
            if (gathering.isFull()) {
                handOverWithin(patienceEnds);
            }
            if (positioning.isPresent()) {
                break; // the rest will be delivered again
            }
        }
        handOver();
    }

    /** A batch grows beyond its bounds only if the target is so slow that waiting longer would be dangerous. */
    private void handOverWithin(Instant patienceEnds) {
        if (handOver.isFull()) {
            Duration patience = Duration.between(Instant.now(), patienceEnds);
            handOver.awaitOne(patience.isNegative() ? Duration.ZERO : patience);
            settle();
        }
        if (positioning.isEmpty() && !handOver.isFull()) {
            handOver.offer(gathering.take());
        }
    }

    /** @return the next offset of every partition, as far as the target has committed */
    Map<TopicPartition, Long> committed() {
        settle();
        handOver();
        return Map.copyOf(committed);
    }

    void stop() {
        builder.ifPresent(StructureBuilder::stop);
        writer.stop(STOP_PATIENCE);
        metrics.unregister();
    }

    private void handOver() {
        if (positioning.isPresent()) {
            context.timeout(POLL_TO_SETTLE_MS);
            return;
        }
        Duration linger = awaitsReferences ? LINGER_FOR_REFERENCES : options.linger();
        boolean ripe = gathering.isFull() || handOver.isIdle() && gathering.ageMillis() >= linger.toMillis();
        if (!gathering.isEmpty() && ripe && !handOver.isFull()) {
            handOver.offer(gathering.take());
        }
        pause(gathering.isFull());
        if (!gathering.isEmpty()) {
            context.timeout(POLL_TO_HAND_OVER_MS);
        } else if (!handOver.isIdle() || !held.isEmpty()) {
            context.timeout(POLL_TO_SETTLE_MS);
        }
    }

    /** So that the consumer goes on polling, and stays in its group, while no record can be taken. */
    private void pause(boolean pause) {
        if (pause && !paused) {
            context.pause(assigned.toArray(TopicPartition[]::new));
        } else if (!pause && paused) {
            context.resume(assigned.stream().filter(partition -> !held.contains(partition))
                    .toArray(TopicPartition[]::new));
        }
        paused = pause;
    }

    /** Also what was paused before it was assigned again: Connect keeps pauses through a rebalance. */
    private void resumeAll() {
        context.resume(assigned.toArray(TopicPartition[]::new));
        paused = false;
    }

    private void settle() {
        try {
            handOver.settle(this::committed);
        } catch (PgTwinException e) {
            goBackAfter(e);
        }
    }

    private void goBackAfter(PgTwinException failure) {
        Instant now = Instant.now();
        Instant since = losingSince.orElse(now);
        losingSince = Optional.of(since);
        boolean over = Duration.between(since, now).compareTo(options.connection().retryTimeout()) > 0;
        boolean passes = failure.isRetriable();
        if (failure.kind() == FailureKind.PROGRESS_MOVED) {
            gathering.forget(assigned); // what this task came to is not what counts
            passes = overtaken.isRare();
        }
        if (!passes || failure.kind() == FailureKind.FOREIGN_KEY_VIOLATED || over) {
            throw failure;
        }
        LOG.warn("Going back to what the target has: {}", failure.getMessage());
        position(PAUSE_BEFORE_TAKING_OVER_AGAIN);
    }

    /** When nothing is on its way, also looks whether Kafka still has what the target lacks. */
    private void watch() {
        if (positioning.isPresent() || assigned.isEmpty()) {
            return;
        }
        try {
            topicRounds.finish();
        } catch (PgTwinException e) {
            goBackAfter(e);
            return;
        }
        if (topicRounds.isDue() && handOver.isIdle() && gathering.isEmpty()) {
            Set<TopicPartition> idle = new HashSet<>(assigned);
            idle.removeAll(held);
            topicRounds.begin(idle);
        }
    }

    private void committed(Batch batch, Batch applied) {
        losingSince = Optional.empty();
        applied.advances().forEach(advance -> committed.put(advance.partition(), advance.nextOffset()));
        Failpoint.reach("sink.precommit");
        Set<TopicPartition> waiting = batch.advances().stream().filter(advance -> !applied.reaches(advance))
                .map(Advance::partition).filter(assigned::contains).collect(Collectors.toSet());
        if (waiting.isEmpty()) {
            awaitsReferences = false;
        } else if (positioning.isEmpty()) {
            hold(waiting);
        }
    }

    private void hold(Set<TopicPartition> partitions) {
        gathering.hold(partitions);
        held.addAll(partitions);
        context.pause(partitions.toArray(TopicPartition[]::new));
    }

    /** Asks the writer from time to time which partitions need not be held back any more, and takes its answer. */
    private void release() {
        if (positioning.isPresent() || held.isEmpty()) {
            return;
        }
        if (releasing.isEmpty() && Duration.between(lastRelease, Instant.now()).compareTo(PAUSE_TO_RELEASE) >= 0) {
            releasing = Optional.of(writer.release(held));
        } else if (releasing.isPresent() && releasing.get().isDone()) {
            settle(); // batches that were handed over before hold records of partitions that still waited then
            finishReleasing();
        }
    }

    private void finishReleasing() {
        if (positioning.isPresent()) {
            return;
        }
        CompletableFuture<Released> done = releasing.orElseThrow();
        releasing = Optional.empty();
        lastRelease = Instant.now();
        try {
            goOn(HandOver.join(done));
        } catch (PgTwinException e) {
            goBackAfter(e);
        }
    }

    private void goOn(Released released) {
        Map<TopicPartition, Progress> progress = new HashMap<>(released.progress());
        progress.keySet().retainAll(held);
        gathering.goOn(progress);
        held.removeAll(progress.keySet());
        awaitsReferences |= released.needCompany();
        progress.forEach((partition, at) -> context.offset(partition, at.nextOffset()));
        if (!paused) {
            context.resume(progress.keySet().toArray(TopicPartition[]::new));
        }
    }

    /** Only starts it: it ends in open or put, because the consumer seeks between those and the next records. */
    private void position(Duration pause) {
        gathering.clear();
        held.clear();
        releasing = Optional.empty();
        resumeAll();
        topicRounds.forget();
        positioning = Optional.of(writer.position(assigned, pause));
    }

    private void finishPositioning(Duration patience) {
        CompletableFuture<Map<TopicPartition, Progress>> reading = positioning.orElseThrow();
        if (!HandOver.await(reading, patience)) {
            pause(true);
            context.timeout(POLL_TO_SETTLE_MS);
            return;
        }
        settle(); // batches that were handed over before belong to the time before, also what of them had to wait
        if (positioning.get() != reading) {
            return;
        }
        Map<TopicPartition, Progress> progress = HandOver.join(reading);
        positioning = Optional.empty();
        try {
            checkNotOvertaken(progress);
        } catch (PgTwinException e) {
            goBackAfter(e);
            return;
        }
        gathering.restart(progress);
        progress.forEach((partition, at) -> {
            context.offset(partition, at.nextOffset());
            committed.put(partition, at.nextOffset());
        });
        pause(false);
        LOG.info("Sink {} goes on from the target's progress in {} partitions", options.connector(), progress.size());
    }

    /** The target may have less than was handed to the writer, but more can only come from somebody else. */
    private void checkNotOvertaken(Map<TopicPartition, Progress> progress) {
        gathering.reached().forEach((partition, reached) -> {
            if (progress.containsKey(partition) && progress.get(partition).nextOffset() > reached.nextOffset()) {
                throw new PgTwinException(FailureKind.PROGRESS_MOVED, "The target's progress of " + partition
                        + " is offset " + progress.get(partition).nextOffset() + ", this task came to "
                        + reached.nextOffset());
            }
        });
    }
}
