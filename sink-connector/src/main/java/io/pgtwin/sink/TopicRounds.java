package io.pgtwin.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.common.TopicPartition;

/** Lets the writer look now and then whether Kafka still has what the target lacks. For the task thread. */
final class TopicRounds {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final TargetWriter writer;
    private Optional<CompletableFuture<Void>> round = Optional.empty();
    private Instant last = Instant.now();

    TopicRounds(TargetWriter writer) {
        this.writer = writer;
    }

    /** What is being looked at does not matter any more. */
    void forget() {
        round = Optional.empty();
    }

    boolean isDue() {
        return round.isEmpty() && Duration.between(last, Instant.now()).compareTo(INTERVAL) >= 0;
    }

    /** @param partitions of which nothing is on its way to the target */
    void begin(Set<TopicPartition> partitions) {
        last = Instant.now();
        round = Optional.of(writer.watchTopics(partitions));
    }

    /** @throws io.pgtwin.common.failure.PgTwinException if records are gone */
    void finish() {
        if (round.isPresent() && round.get().isDone()) {
            CompletableFuture<Void> done = round.get();
            round = Optional.empty();
            PendingBatches.join(done);
        }
    }
}
