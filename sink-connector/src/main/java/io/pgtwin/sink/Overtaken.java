package io.pgtwin.sink;

import java.time.Duration;
import java.time.Instant;

/** How often another task has taken partitions over that this one still held. For the task thread. */
final class Overtaken {
    private static final int MOST_TIMES = 5;

    private final Duration period;
    private Instant last = Instant.EPOCH;
    private int times;

    /** @param period without it, after which it begins to count anew */
    Overtaken(Duration period) {
        this.period = period;
    }

    /**
     * It has happened again.
     *
     * @return whether it may pass: a process that stood still for a while is overtaken once or twice, but two sinks
     *     that share progress always are
     */
    boolean isRare() {
        Instant now = Instant.now();
        times = Duration.between(last, now).compareTo(period) > 0 ? 1 : times + 1;
        last = now;
        return times <= MOST_TIMES;
    }
}
