package io.pgtwin.testbed.quickstart;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Shows changes per second and lag, all the time, while changes flow. */
final class LiveLine {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Screen screen;
    private final Deployment deployment;
    private final TargetProgress progress;
    private long lastChanges;
    private long lastNanos = System.nanoTime();

    LiveLine(Screen screen, Deployment deployment, TargetProgress progress) {
        this.screen = screen;
        this.deployment = deployment;
        this.progress = progress;
        lastChanges = progress.changes().map(ChangesProgress::changes).orElse(0L);
    }

    /** Fails as soon as a task does. */
    void showUntil(BooleanSupplier end) {
        while (!end.getAsBoolean()) {
            deployment.check();
            progress.changes().ifPresent(this::show);
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    /** Shows it only where one line can take the place of the one before; else only failures are of interest. */
    void watchUntilStopped() {
        while (true) {
            deployment.check();
            if (screen.isTerminal()) {
                progress.changes().ifPresent(this::show);
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    private void show(ChangesProgress now) {
        Rate rate = Rate.since(lastNanos, now.changes() - lastChanges);
        lastNanos = System.nanoTime();
        lastChanges = now.changes();
        screen.live("%,10d changes applied, %,7d changes/s, lag %s, %,d bytes of WAL".formatted(now.changes(),
                rate.perSecond(), milliseconds(now), now.lagBytes()));
    }

    private static String milliseconds(ChangesProgress now) {
        return now.lagMs().isPresent() ? "%,d ms".formatted(now.lagMs().getAsLong()) : "none: idle";
    }
}
