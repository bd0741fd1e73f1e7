package io.pgtwin.benchmarks.growth;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import io.pgtwin.benchmarks.data.Probe;
import io.pgtwin.testbed.sql.Database;

/** When the first copied rows are in a target: a thread asks from the making of this on. */
final class FirstRows implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final Database target;
    private final long start = System.nanoTime();
    private final CompletableFuture<Duration> arrival;
    private volatile boolean closed;

    FirstRows(Database target) {
        this.target = target;
        arrival = CompletableFuture.supplyAsync(this::watch);
    }

    private Duration watch() {
        try (Probe probe = new Probe(target)) {
            while (!closed && !hasRows(probe)) {
                LockSupport.parkNanos(INTERVAL.toNanos());
            }
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    private static boolean hasRows(Probe probe) {
        return probe.number("SELECT count(*) FROM pg_class WHERE oid = to_regclass('pgtwin.progress')") == 1
                && probe.number("SELECT count(*) FROM (SELECT FROM pgtwin.progress WHERE rows_copied > 0 LIMIT 1) p")
                == 1;
    }

    /** From the making of this; only when rows are there. */
    Duration time() {
        return arrival.join();
    }

    @Override
    public void close() {
        closed = true;
        arrival.handle((done, failure) -> done).join();
    }
}
