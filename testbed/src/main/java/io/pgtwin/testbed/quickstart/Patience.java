package io.pgtwin.testbed.quickstart;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits between two looks at something, and ends when it has not changed for long. */
final class Patience {
    private static final Duration INTERVAL = Duration.ofMillis(300);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final String expectation;
    private Object last;
    private long changedNanos = System.nanoTime();

    /** @param expectation what should happen, for the message when it does not */
    Patience(String expectation) {
        this.expectation = expectation;
    }

    /** @param state what was seen this time; compared with what was seen the last time */
    void pause(Object state) {
        if (!state.equals(last)) {
            last = state;
            changedNanos = System.nanoTime();
        }
        if (System.nanoTime() - changedNanos > LIMIT.toNanos()) {
            throw new QuickstartException("No progress for " + LIMIT.toMinutes() + " minutes: " + expectation
                    + ". Look for a long-running transaction or a lock in the source or the target (pg_stat_activity,"
                    + " pg_locks), and into the worker's log");
        }
        LockSupport.parkNanos(INTERVAL.toNanos());
    }
}
