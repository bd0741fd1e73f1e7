package io.pgtwin.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

/**
 * Which failures of a batch may be answered by going back to what the target has, and for how long. Logs the state and
 * the time that remains when it changes, not at each failure. For the task thread.
 */
final class Setbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Setbacks.class);

    private final Duration limit;
    private final Overtaken overtaken;
    private Optional<Instant> since = Optional.empty();
    private Optional<FailureKind> told = Optional.empty();

    /** @param limit how long nothing may be applied */
    Setbacks(Duration limit) {
        this.limit = limit;
        this.overtaken = new Overtaken(limit);
    }

    /** A batch was applied. */
    void areOver() {
        since = Optional.empty();
        told = Optional.empty();
    }

    /** @throws PgTwinException the failure itself if it will not pass */
    void requirePassing(PgTwinException failure) {
        Instant now = Instant.now();
        Instant began = since.orElse(now);
        since = Optional.of(began);
        Duration spent = Duration.between(began, now);
        boolean over = spent.compareTo(limit) > 0;
        boolean passes = failure.kind() == FailureKind.PROGRESS_MOVED ? overtaken.isRare() : failure.isRetriable();
        if (!passes || failure.kind() == FailureKind.FOREIGN_KEY_VIOLATED || over) {
            throw failure;
        }
        tell(failure, limit.minus(spent));
    }

    private void tell(PgTwinException failure, Duration rest) {
        if (!told.equals(Optional.of(failure.kind()))) {
            told = Optional.of(failure.kind());
            LOG.warn("Going back to what the target has; the task fails unless something is applied within {} s: {}",
                    rest.toSeconds(), failure.getMessage());
        }
    }
}
