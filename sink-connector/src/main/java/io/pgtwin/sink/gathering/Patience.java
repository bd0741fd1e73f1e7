package io.pgtwin.sink.gathering;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

/** How long events have been waiting for what belongs to them. For the task thread. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration TELL = Duration.ofSeconds(30);

    private long sinceNanos = System.nanoTime();
    private boolean told;

    /** Something got on, or nothing waits. */
    void renew() {
        sinceNanos = System.nanoTime();
        told = false;
    }

    /**
     * @param isProduced whether the source must have produced what is missing; if not, it may be away and go on later
     * @param missing what is waited for
     * @throws PgTwinException WATERMARKS_MISSING if that took longer than {@code limit}
     */
    void check(Duration limit, BooleanSupplier isProduced, Supplier<String> missing) {
        Duration waited = Duration.ofNanos(System.nanoTime() - sinceNanos);
        if (waited.compareTo(limit) > 0 && isProduced.getAsBoolean()) {
            throw new PgTwinException(FailureKind.WATERMARKS_MISSING,
                    "For " + waited.toSeconds() + " s nothing was applied, because of missing " + missing.get());
        }
        if (waited.compareTo(TELL) > 0 && !told) {
            told = true;
            LOG.warn("For {} s changes have been waiting for {}", waited.toSeconds(), missing.get());
        }
    }
}
