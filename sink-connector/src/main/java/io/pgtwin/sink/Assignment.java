package io.pgtwin.sink;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.gathering.Gatherer;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.progress.TargetState;

/**
 * The partitions of a task, and how each comes to be read from where the target has got to, whatever the consumer
 * group's offsets say: all together, or some that join those which are being read. For the task thread.
 *
 * <p>What ends in a seek is only begun by the methods that may be called at any time. It is ended by {@link #goOn} and
 * {@link #finishJoining}, for {@code open} and {@code put}, because the consumer seeks between those and the next
 * records; not where partitions may be about to go: Connect fails a task that seeks in one which is not its own any
 * more.
 */
final class Assignment {
    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

    private static final Duration PATIENCE_TO_GIVE_AWAY = Duration.ofSeconds(3);
    /** If the partitions are another task's by now, the consumer hears of it meanwhile. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final String connector;
    private final SinkTaskContext context;
    private final TargetWriter writer;
    private final Gatherer gathering;
    private final Setbacks setbacks;
    private final Pauses pauses;
    private final HeldBack heldBack;
    private final TopicRounds topicRounds;
    private final Positioning positioning;
    private final Joining joining;
    private final CommittedOffsets committed = new CommittedOffsets();
    private final Set<TopicPartition> partitions = new HashSet<>();

    Assignment(SinkOptions options, SinkTaskContext context, TargetWriter writer, Gatherer gathering, Pauses pauses,
            HeldBack heldBack, TopicRounds topicRounds) {
        this.connector = options.connector();
        this.context = context;
        this.writer = writer;
        this.gathering = gathering;
        this.setbacks = new Setbacks(options.connection().retryTimeout());
        this.pauses = pauses;
        this.heldBack = heldBack;
        this.topicRounds = topicRounds;
        this.positioning = new Positioning(writer);
        this.joining = new Joining(writer);
    }

    /** Those that the task was told of; a view. */
    Set<TopicPartition> partitions() {
        return Collections.unmodifiableSet(partitions);
    }

    boolean isEmpty() {
        return partitions.isEmpty();
    }

    /** @return the next offset of every partition, as far as the target has committed */
    Map<TopicPartition, Long> committed() {
        return committed.all();
    }

    /** Whether all are on the way to where the target has got to: what comes of them is to be dropped. */
    boolean isPositioning() {
        return positioning.isUnderWay();
    }

    boolean isJoining() {
        return joining.isUnderWay();
    }

    /** Those of which nothing should come yet. */
    Set<TopicPartition> joining() {
        return joining.partitions();
    }

    /** Whether the others can be read on meanwhile. */
    boolean mayBeJoinedBy(Collection<TopicPartition> newcomers) {
        return !partitions.isEmpty() && Collections.disjoint(partitions, newcomers) && !positioning.isUnderWay()
                && gathering.mayBeJoined();
    }

    void join(Collection<TopicPartition> newcomers) {
        partitions.addAll(newcomers);
        joining.begin(newcomers);
    }

    /** Takes over all anew, with those that come. */
    void takeOver(Collection<TopicPartition> newcomers) {
        partitions.addAll(newcomers);
        goBack();
    }

    /** Lets all go on from what the target has. */
    void goBack() {
        goBack(Duration.ZERO);
    }

    /** @throws PgTwinException the failure itself if it will not pass */
    void goBackAfter(PgTwinException failure) {
        if (failure.kind() == FailureKind.PROGRESS_MOVED) {
            gathering.forget(partitions); // what this task came to is not what counts
        }
        setbacks.requirePassing(failure);
        goBack(PAUSE_AFTER_FAILURE);
    }

    private void goBack(Duration pause) {
        gathering.clear();
        committed.rollBack();
        heldBack.forget();
        pauses.resumeAll(partitions);
        joining.clear();
        topicRounds.forget();
        positioning.begin(partitions, pause);
    }

    void applied(Batch batch) {
        setbacks.areOver();
        committed.applied(batch);
    }

    /**
     * Forgets partitions of which nothing is on its way any more.
     *
     * @param complete whether nothing of those that stay has been dropped
     */
    void giveAway(Set<TopicPartition> gone, boolean complete) {
        partitions.removeAll(gone);
        committed.forget(gone);
        gathering.forget(gone);
        pauses.forget(gone);
        joining.forget(gone);
        PendingBatches.await(writer.giveUp(gone), PATIENCE_TO_GIVE_AWAY);
        boolean anew = positioning.isUnderWay() || !complete;
        positioning.forget();
        if (anew && !partitions.isEmpty()) {
            goBack();
        }
    }

    /**
     * Lets nothing come as long as the answer is awaited.
     *
     * @return whether it is known where the target has got to
     */
    boolean await(Duration patience) {
        if (positioning.await(patience)) {
            return true;
        }
        pauses.pauseOnly(partitions);
        return false;
    }

    /** Lets all go on from where the target has got to, if that is known; otherwise does nothing. */
    void goOn() {
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
        LOG.info("Sink {} goes on from the target's progress in {} partitions", connector, target.progress().size());
    }

    /** Lets those join that the writer has taken over. */
    void finishJoining(Duration patience) {
        try {
            while (joining.isUnderWay() && joining.await(patience)) {
                Optional<Map<TopicPartition, Progress>> come = joining.take();
                if (!come.filter(gathering::join).isPresent()) {
                    goBack();
                    return;
                }
                committed.are(come.get());
                come.get().forEach((partition, at) -> context.offset(partition, at.nextOffset()));
            }
        } catch (PgTwinException e) {
            goBackAfter(e);
        }
    }
}
