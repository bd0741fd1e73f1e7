package io.pgtwin.source.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts what was handed out to Connect and is not known to be in Kafka. Until then Connect and its producer hold each
 * record twice, as it was handed out and as bytes, beside the producer's own buffer of compressed ones; so how much may
 * be open is bounded here. Records are handed out by one thread; any may tell that one is in Kafka.
 */
public final class Acknowledgements {
    /** Enough for a producer to be busy with. */
    private static final long MAX_OPEN_BYTES = 8 << 20;
    private static final long BYTES_PER_RECORD = 200;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong handedOut = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition allIn = lock.newCondition();
    /** In their order; only the thread that hands out uses them. */
    private final Queue<Portion> portions = new ArrayDeque<>();
    private long openBytes;

    /** @param end how many records were handed out up to its last one */
    private record Portion(long end, long bytes) {}

    /**
     * Before Connect sees the records.
     *
     * @param valueBytes about how many bytes their values have
     */
    public void handedOut(int records, long valueBytes) {
        long bytes = valueBytes + records * BYTES_PER_RECORD;
        openBytes += bytes;
        portions.add(new Portion(handedOut.addAndGet(records), bytes));
    }

    /** Connect has told of one record. */
    public void acknowledged() {
        if (acknowledged.incrementAndGet() == handedOut.get()) {
            lock.lock();
            try {
                allIn.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** @return whether more may be handed out, which may take until {@code timeout} */
    public boolean awaitRoom(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!hasRoom()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (System.nanoTime() >= deadline) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    /** Records of several partitions are told of in another order; it is enough to know how many. */
    private boolean hasRoom() {
        while (!portions.isEmpty() && portions.peek().end() <= acknowledged.get()) {
            openBytes -= portions.remove().bytes();
        }
        return openBytes < MAX_OPEN_BYTES;
    }

    /** @return whether Kafka has everything, which may take until {@code timeout} */
    public boolean awaitAll(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (acknowledged.get() < handedOut.get()) {
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
