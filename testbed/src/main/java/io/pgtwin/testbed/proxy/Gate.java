package io.pgtwin.testbed.proxy;

/**
 * Holds each connection back that wants to pass more bytes than it may. Open at first. Safe for use by several threads.
 */
final class Gate {
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private long limit = NO_LIMIT;

    synchronized void holdBackAfter(long bytes) {
        limit = bytes;
        notifyAll();
    }

    synchronized void open() {
        limit = NO_LIMIT;
        notifyAll();
    }

    /** Returns when a connection may have passed so many bytes. */
    synchronized void await(long bytes) {
        try {
            while (bytes > limit) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
