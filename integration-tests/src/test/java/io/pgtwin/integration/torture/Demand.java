package io.pgtwin.integration.torture;

import java.time.Duration;

import io.pgtwin.testbed.connect.RestAnswerException;
import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.process.TestbedException;

/** What is asked of workers that were struck: they may be busy with each other for longer than a request waits. */
final class Demand {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int CONFLICT = 409;
    private static final int FIRST_OF_THE_SERVER = 500;

    private Demand() {
    }

    /** @param request may be made again */
    static void of(String what, Runnable request) {
        Await.until(LIMIT, what, () -> isAnswered(request), () -> "The worker is busy, or away");
    }

    private static boolean isAnswered(Runnable request) {
        try {
            request.run();
            return true;
        } catch (RestAnswerException e) {
            if (e.status() == CONFLICT || e.status() >= FIRST_OF_THE_SERVER) {
                return false;
            }
            throw e;
        } catch (TestbedException e) {
            return false;
        }
    }
}
