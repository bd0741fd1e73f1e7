package io.pgtwin.common.pg;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.PgTwinException;

/**
 * Makes an attempt again at an interval until it succeeds, fails for a reason that will not pass, or the timeout is over.
 * Logs once when it begins and once when it ends, not per attempt.
 */
public final class Retry {
    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

    private final Duration interval;
    private final Duration timeout;
    private final StopSignal stop;

    /** @param stop ends the waiting; the last failure is then thrown */
    public Retry(Duration interval, Duration timeout, StopSignal stop) {
        this.interval = interval;
        this.timeout = timeout;
        this.stop = stop;
    }

    /** @throws PgTwinException the last failure, if it may not be retried or the timeout is over */
    public <T> T call(String what, Supplier<T> attempt) {
        Instant failing = null;
        while (true) {
            try {
                T result = attempt.get();
                if (failing != null) {
                    LOG.info("{}: works again after {} s", what, Duration.between(failing, Instant.now()).toSeconds());
                }
                return result;
            } catch (PgTwinException e) {
                Instant now = Instant.now();
                if (failing == null && e.isRetriable()) {
                    failing = now;
                    LOG.warn("{}: {} Trying again every {} ms for {} s.", what, e.getMessage(), interval.toMillis(),
                            timeout.toSeconds());
                }
                boolean over = failing == null || Duration.between(failing, now).compareTo(timeout) >= 0;
                if (!e.isRetriable() || over || stop.await(interval)) {
                    throw e;
                }
            }
        }
    }
}
