package io.pgtwin.sink;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.sink.progress.TargetState;

/** The writer's way to the target, until it has read how far that has come. For the task thread. */
final class Positioning {
    private final TargetWriter writer;
    private Optional<CompletableFuture<TargetState>> reading = Optional.empty();

    Positioning(TargetWriter writer) {
        this.writer = writer;
    }

    /** Only starts it. @param pause before the target is asked */
    void begin(Set<TopicPartition> partitions, Duration pause) {
        reading = Optional.of(writer.position(partitions, pause));
    }

    void forget() {
        reading = Optional.empty();
    }

    boolean isUnderWay() {
        return reading.isPresent();
    }

    /** @return whether the answer is there */
    boolean await(Duration patience) {
        return PendingBatches.await(reading.orElseThrow(), patience);
    }

    /** @throws io.pgtwin.common.failure.PgTwinException if the target cannot be used */
    TargetState take() {
        CompletableFuture<TargetState> answer = reading.orElseThrow();
        TargetState state = PendingBatches.join(answer);
        reading = Optional.empty();
        return state;
    }
}
