package io.pgtwin.benchmarks.workloads;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.pgtwin.benchmarks.systems.Running;

/** Waiting for a system: often enough for an exact time, and never for one that has given up. */
final class Waiting {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration INTERVAL = Duration.ofMillis(10);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private Waiting() {
    }

    /** @throws IllegalStateException if the system fails, or does not come so far within the limit */
    static void until(Running running, String expectation, BooleanSupplier done) {
        long start = System.nanoTime();
        long checked = start;
        while (!done.getAsBoolean()) {
            long now = System.nanoTime();
            if (now - start > LIMIT.toNanos()) {
                throw new IllegalStateException("Not within " + LIMIT.toMinutes() + " minutes: " + expectation);
            }
            if (now - checked > CHECK_INTERVAL.toNanos()) {
                running.check();
                checked = now;
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }
}
