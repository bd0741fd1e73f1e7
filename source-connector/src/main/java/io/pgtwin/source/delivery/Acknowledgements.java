package io.pgtwin.source.delivery;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what was handed out to Connect and is not known to be in Kafka. Safe for use by several threads. */
public final class Acknowledgements {
    private final AtomicLong open = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition allIn = lock.newCondition();

    /** Before Connect sees the records. */
    public void handedOut(int records) {
        open.addAndGet(records);
    }

    /** Connect has told of one record. */
    public void acknowledged() {
        if (open.decrementAndGet() == 0) {
            lock.lock();
            try {
                allIn.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** @return whether Kafka has everything, which may take until {@code timeout} */
    public boolean awaitAll(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (open.get() > 0) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                allIn.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
