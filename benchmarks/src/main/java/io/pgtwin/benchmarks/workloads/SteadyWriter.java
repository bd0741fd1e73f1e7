package io.pgtwin.benchmarks.workloads;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import io.pgtwin.testbed.process.TestbedException;
import io.pgtwin.testbed.sql.Database;

/** Commits transactions at the source at even intervals in a thread of its own; a late one does not delay others. */
final class SteadyWriter implements AutoCloseable {
    private final Database source;
    private final CommitTimes times;
    private final long intervalNanos;
    private final CompletableFuture<Void> end;
    private volatile boolean closed;

    SteadyWriter(Database source, CommitTimes times, Duration interval) {
        this.source = source;
        this.times = times;
        intervalNanos = interval.toNanos();
        end = CompletableFuture.runAsync(this::write);
    }

    /** @throws java.util.concurrent.CompletionException if it cannot write */
    boolean isDone() {
        if (end.isCompletedExceptionally()) {
            end.join();
        }
        return end.isDone();
    }

    private void write() {
        try (Connection connection = source.connect();
             PreparedStatement change = connection.prepareStatement("SELECT steady_change(?)")) {
            long start = System.nanoTime();
            for (int number = 1; number <= times.transactions() && !closed; number++) {
                sleepUntil(start + number * intervalNanos);
                change.setInt(1, number);
                change.execute();
                times.committed(number);
            }
        } catch (SQLException e) {
            throw new TestbedException("The load broke off: " + e.getMessage(), e);
        }
    }

    private static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        closed = true;
        end.handle((done, failure) -> done).join();
    }
}
