package io.pgtwin.benchmarks.workloads;

import java.util.concurrent.atomic.AtomicLongArray;

/** When the transactions of a load were committed, by number from 1; on the clock of {@link System#nanoTime()}. */
final class CommitTimes {
    private final AtomicLongArray nanos;

    CommitTimes(int transactions) {
        nanos = new AtomicLongArray(transactions);
    }

    int transactions() {
        return nanos.length();
    }

    void committed(int number) {
        nanos.set(number - 1, System.nanoTime());
    }

    long nanos(int number) {
        return nanos.get(number - 1);
    }
}
