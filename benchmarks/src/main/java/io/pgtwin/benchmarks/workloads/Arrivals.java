package io.pgtwin.benchmarks.workloads;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;

import io.pgtwin.benchmarks.data.Probe;
import io.pgtwin.testbed.sql.Database;

/**
 * When the transactions of a load are visible at the target: a thread asks for the number of the last one again and
 * again. The answer comes less than a millisecond after the commit that it shows, as long as the machine has time for
 * the thread.
 */
final class Arrivals implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofNanos(300_000);
    private static final int DIGITS = 3;

    private final Database target;
    private final long[] nanos;
    private final CompletableFuture<Void> end;
    private volatile boolean closed;

    Arrivals(Database target, int transactions) {
        this.target = target;
        nanos = new long[transactions];
        end = CompletableFuture.runAsync(this::watch);
    }

    /** @throws java.util.concurrent.CompletionException if the target cannot be asked */
    boolean areComplete() {
        if (end.isCompletedExceptionally()) {
            end.join();
        }
        return end.isDone();
    }

    private void watch() {
        try (Probe probe = new Probe(target)) {
            int seen = 0;
            // the row begins with 1, so the first transaction seems to arrive at once; it never counts
            while (seen < nanos.length && !closed) {
                int now = (int) probe.number("SELECT quantity FROM items WHERE id = 1");
                for (long at = System.nanoTime(); seen < now; seen++) {
                    nanos[seen] = at;
                }
                LockSupport.parkNanos(INTERVAL.toNanos());
            }
        }
    }

    /** The times from commit to arrival in nanoseconds; only when the arrivals are complete. */
    Histogram since(CommitTimes commits, int ignored) {
        Histogram histogram = new Histogram(DIGITS);
        for (int number = ignored + 1; number <= nanos.length; number++) {
            // the other side may see a commit before the writer knows of it
            histogram.recordValue(Math.max(0, nanos[number - 1] - commits.nanos(number)));
        }
        return histogram;
    }

    @Override
    public void close() {
        closed = true;
        end.handle((done, failure) -> done).join();
    }
}
