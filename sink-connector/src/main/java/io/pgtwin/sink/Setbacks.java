package io.pgtwin.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

/** Which failures of a batch may be answered by going back to what the target has, and for how long. For the task thread. */
final class Setbacks {
    private final Duration limit;
    private final Overtaken overtaken;
    private Optional<Instant> since = Optional.empty();

    /** @param limit how long nothing may be applied */
    Setbacks(Duration limit) {
        this.limit = limit;
        this.overtaken = new Overtaken(limit);
    }

    /** A batch was applied. */
    void areOver() {
        since = Optional.empty();
    }

    /** @throws PgTwinException the failure itself if it will not pass */
    void requirePassing(PgTwinException failure) {
        Instant now = Instant.now();
        Instant began = since.orElse(now);
        since = Optional.of(began);
        boolean over = Duration.between(began, now).compareTo(limit) > 0;
        boolean passes = failure.kind() == FailureKind.PROGRESS_MOVED ? overtaken.isRare() : failure.isRetriable();
        if (!passes || failure.kind() == FailureKind.FOREIGN_KEY_VIOLATED || over) {
            throw failure;
        }
    }
}
