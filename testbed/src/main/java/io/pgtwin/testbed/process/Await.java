package io.pgtwin.testbed.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for a condition, never longer than a limit. */
public final class Await {
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private Await() {
    }

    /**
     * Returns as soon as the condition holds.
     *
     * @param expectation what should happen, e.g. {@code "worker answers"}
     * @param explanation asked only for the failure's message, e.g. for the end of a log
     */
    public static void until(Duration limit, String expectation, BooleanSupplier condition,
                             Supplier<String> explanation) {
        if (!holdsWithin(limit, condition)) {
            throw new TestbedException("Not within " + limit.toSeconds() + " s: " + expectation + ". "
                    + explanation.get());
        }
    }

    /** False when the limit has passed, or the thread was interrupted (the interrupt stays set). */
    public static boolean holdsWithin(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        return true;
    }
}
