package io.pgtwin.sink;

import java.time.Duration;

/**
 * Whether more is likely to wait in Kafka than has come. Then a batch may as well wait for it: what a batch costs the
 * target hardly depends on its size. For the task thread.
 */
final class Backlog {
    /** In steady load as many come at once only behind a pause. */
    private static final int MANY_RECORDS = 500;
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private boolean met;
    private long metNanos;

    /** @param records that the consumer had at once */
    void came(int records, long nowNanos) {
        if (records >= MANY_RECORDS) {
            met = true;
            metNanos = nowNanos;
        }
    }

    /** @param usual how long a batch waits for more at other times */
    Duration linger(Duration usual, long nowNanos) {
        met = met && nowNanos - metNanos < PATIENCE.toNanos();
        return met && usual.compareTo(PATIENCE) < 0 ? PATIENCE : usual;
    }
}
