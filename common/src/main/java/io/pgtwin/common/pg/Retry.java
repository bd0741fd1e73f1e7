package io.pgtwin.common.pg;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.PgTwinException;

/**
 * Makes an attempt again at an interval until it succeeds, fails for a reason that will not pass, or the timeout is
 * over. Logs the state and the time that remains when the trouble begins, when its kind changes and when it ends, not
 * per attempt. Every call stands for itself, unless they share a {@link Trouble}; safe for use by several threads.
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
        return call(what, () -> 0, attempt);
    }

    /**
     * For an activity that several calls attempt, one after the other: its time begins with the first failure since it
     * last succeeded, in whichever call that was.
     *
     * @throws PgTwinException the last failure, if it may not be retried or the timeout is over
     */
    public <T> T call(Trouble trouble, Supplier<T> attempt) {
        return call(trouble, () -> 0, attempt);
    }

    /**
     * For long work that an attempt takes up where the one before it was: a failure is a new one if the work has got on
     * meanwhile.
     *
     * @param progress how far the work is; never falls
     * @throws PgTwinException the last failure, if it may not be retried or the timeout is over
     */
    public <T> T call(String what, LongSupplier progress, Supplier<T> attempt) {
        return call(trouble(what), progress, attempt);
    }

    private <T> T call(Trouble trouble, LongSupplier progress, Supplier<T> attempt) {
        while (true) {
            long before = progress.getAsLong();
            try {
                T result = attempt.get();
                end(trouble);
                return result;
            } catch (PgTwinException e) {
                if (progress.getAsLong() > before) {
                    end(trouble);
                }
                waitAfter(e, trouble);
            }
        }
    }

    /**
     * For an activity that goes on: it calls {@code working} when it has got through, so that the next failure is a new
     * one.
     *
     * @throws PgTwinException the last failure, if it may not be retried or the timeout is over
     */
    public void keep(String what, Consumer<Runnable> activity) {
        Trouble trouble = trouble(what);
        while (true) {
            try {
                activity.accept(() -> end(trouble));
                return;
            } catch (PgTwinException e) {
                waitAfter(e, trouble);
            }
        }
    }

    /** For {@link #call(Trouble, Supplier)}. */
    public Trouble trouble(String what) {
        return new Trouble(what, interval, timeout);
    }

    private static void end(Trouble trouble) {
        trouble.worked(Instant.now()).ifPresent(LOG::info);
    }

    private void waitAfter(PgTwinException failure, Trouble trouble) {
        if (!failure.isRetriable()) {
            throw failure;
        }
        Instant now = Instant.now();
        trouble.failed(failure, now).ifPresent(LOG::warn);
        if (trouble.isOver(now) || stop.await(interval)) {
            throw failure;
        }
    }
}
