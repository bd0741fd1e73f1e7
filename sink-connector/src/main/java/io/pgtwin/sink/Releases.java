package io.pgtwin.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.sink.TargetWriter.Released;

/** Asks the writer from time to time which partitions need not be held back any more. For the task thread. */
final class Releases {
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final TargetWriter writer;
    private Optional<CompletableFuture<Released>> asked = Optional.empty();
    private Instant last = Instant.EPOCH;

    Releases(TargetWriter writer) {
        this.writer = writer;
    }

    /** What was asked does not matter any more. */
    void forget() {
        asked = Optional.empty();
    }

    /** @return whether an answer can be taken */
    boolean ask(Set<TopicPartition> held) {
        if (asked.isEmpty() && Duration.between(last, Instant.now()).compareTo(PAUSE) >= 0) {
            asked = Optional.of(writer.release(held));
            return false;
        }
        return asked.filter(CompletableFuture::isDone).isPresent();
    }

    /** @throws io.pgtwin.common.failure.PgTwinException if a partition has waited for too long */
    Released take() {
        CompletableFuture<Released> done = asked.orElseThrow();
        asked = Optional.empty();
        last = Instant.now();
        return HandOver.join(done);
    }
}
