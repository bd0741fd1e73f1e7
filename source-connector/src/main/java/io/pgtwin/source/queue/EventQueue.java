package io.pgtwin.source.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds what the readers have produced until {@code poll()} takes it. Bounded in rows and in bytes, so that a slow
 * broker slows the readers; something larger than the whole queue passes alone. Any number of threads may add, one
 * takes.
 */
public final class EventQueue {
    private final int maxRows;
    private final long maxBytes;
    private final SourceCounts counts;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Condition taken = lock.newCondition();
    private final Deque<Produced> waiting = new ArrayDeque<>();
    private long rows;
    private long bytes;

    /** @param counts told of everything that is added */
    public EventQueue(int maxRows, long maxBytes, SourceCounts counts) {
        this.counts = counts;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
    }

    /**
     * Adds at the end, waiting for room.
     *
     * @return false if there was no room within {@code timeout}
     * @throws CancellationException if the thread is interrupted, because the task stops
     */
    public boolean offer(Produced produced, Duration timeout) {
        lock.lock();
        try {
            long nanosLeft = timeout.toNanos();
            while (isTooFullFor(produced)) {
                if (nanosLeft <= 0) {
                    return false;
                }
                nanosLeft = taken.awaitNanos(nanosLeft);
            }
            waiting.addLast(produced);
            rows += produced.rows();
            bytes += produced.bytes();
            counts.add(produced);
            added.signal();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the task stops");
        } finally {
            lock.unlock();
        }
    }

    /** Adds at the end, however long it takes to get room. */
    public void put(Produced produced) {
        while (!offer(produced, Duration.ofSeconds(60))) {
            // a broker may be away for long; the thread is interrupted when the task stops
        }
    }

    private boolean isTooFullFor(Produced produced) {
        return !waiting.isEmpty() && (rows + produced.rows() > maxRows || bytes + produced.bytes() > maxBytes);
    }

    /** What was added. */
    public SourceCounts counts() {
        return counts;
    }

    /** How many rows and changes wait. */
    public long rows() {
        lock.lock();
        try {
            return rows;
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes wait, as estimated. */
    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Takes what has waited longest. @return empty if nothing came within {@code timeout} */
    public Optional<Produced> poll(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanosLeft = timeout.toNanos();
            while (waiting.isEmpty() && nanosLeft > 0) {
                nanosLeft = added.awaitNanos(nanosLeft);
            }
            Optional<Produced> first = Optional.ofNullable(waiting.pollFirst());
            first.ifPresent(produced -> {
                rows -= produced.rows();
                bytes -= produced.bytes();
                taken.signalAll();
            });
            return first;
        } finally {
            lock.unlock();
        }
    }
}
