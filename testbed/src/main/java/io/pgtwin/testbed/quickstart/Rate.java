package io.pgtwin.testbed.quickstart;

import java.time.Duration;

/** So many of something in some time. */
record Rate(long count, Duration time) {
    /** @param startNanos of {@link System#nanoTime()} */
    static Rate since(long startNanos, long count) {
        return new Rate(count, Duration.ofNanos(System.nanoTime() - startNanos));
    }

    String rows() {
        return "%,d rows/s".formatted(perSecond());
    }

    long perSecond() {
        return count * 1000 / Math.max(1, time.toMillis());
    }
}
