package io.pgtwin.testbed.connect;

import java.time.Duration;

/** Tells a failure that stays from one that a restart is about to clear. */
final class SettledFailure {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private long lastHealthyNanos = System.nanoTime();

    /** True once nothing but failures has been seen for some seconds. */
    boolean sees(ConnectorStatus status) {
        if (!status.isFailed()) {
            lastHealthyNanos = System.nanoTime();
        }
        return System.nanoTime() - lastHealthyNanos > PATIENCE.toNanos();
    }
}
