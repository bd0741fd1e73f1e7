package io.pgtwin.common.pg;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells every waiting thread of a task that it shall end. Set once, by any thread. */
public final class StopSignal {
    private final CountDownLatch stopped = new CountDownLatch(1);

    public void set() {
        stopped.countDown();
    }

    public boolean isSet() {
        return stopped.getCount() == 0;
    }

    /** Waits for the signal. @return true as soon as it is set, false when {@code duration} has passed without it */
    public boolean await(Duration duration) {
        try {
            return stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
