package io.pgtwin.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

import io.pgtwin.sink.TargetWriter.Released;
import io.pgtwin.sink.gathering.Gatherer;
import io.pgtwin.sink.progress.Progress;

/**
 * Holds partitions back that the target cannot take rows of yet: their records are dropped, until the writer releases
 * them and they go on from the target's progress. For the task thread.
 */
final class HeldBack {
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration LINGER_FOR_REFERENCES = Duration.ofSeconds(3);

    private final TargetWriter writer;
    private final Gatherer gathering;
    private final Pauses pauses;
    private final SinkTaskContext context;
    private Optional<CompletableFuture<Released>> asked = Optional.empty();
    private Instant last = Instant.EPOCH;
    /** Whether rows still lack those that they refer to: the next batch gathers more, and they may be among it. */
    private boolean awaitsReferences;

    HeldBack(TargetWriter writer, Gatherer gathering, Pauses pauses, SinkTaskContext context) {
        this.writer = writer;
        this.gathering = gathering;
        this.pauses = pauses;
        this.context = context;
    }

    void hold(Set<TopicPartition> partitions) {
        gathering.hold(partitions);
        pauses.hold(partitions);
    }

    /** A batch was applied as a whole. */
    void nothingWaited() {
        awaitsReferences = false;
    }

    /** How long a batch should wait for more. @param usual if nothing is to be waited for */
    Duration linger(Duration usual) {
        return awaitsReferences ? LINGER_FOR_REFERENCES : usual;
    }

    /** All partitions are about to go on from the target's progress. */
    void forget() {
        asked = Optional.empty();
    }

    /** Asks the writer from time to time which partitions may go on. @return whether its answer is there */
    boolean hasAnswer() {
        if (!pauses.holdAny()) {
            return false;
        }
        if (asked.isEmpty() && Duration.between(last, Instant.now()).compareTo(PAUSE) >= 0) {
            asked = Optional.of(writer.release(pauses.held()));
            return false;
        }
        return asked.filter(CompletableFuture::isDone).isPresent();
    }

    /**
     * Does as the writer has answered.
     *
     * @throws io.pgtwin.common.failure.PgTwinException if a partition has waited for too long
     */
    void release() {
        CompletableFuture<Released> answer = asked.orElseThrow();
        asked = Optional.empty();
        last = Instant.now();
        goOn(PendingBatches.join(answer));
    }

    private void goOn(Released released) {
        Map<TopicPartition, Progress> progress = new HashMap<>(released.progress());
        progress.keySet().retainAll(pauses.held());
        gathering.goOn(progress);
        awaitsReferences |= released.needCompany();
        progress.forEach((partition, at) -> context.offset(partition, at.nextOffset()));
        pauses.release(progress.keySet());
    }
}
