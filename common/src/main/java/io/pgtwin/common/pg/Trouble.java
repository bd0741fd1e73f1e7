package io.pgtwin.common.pg;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

/**
 * The failures in a row of one activity, and what people are to be told of them: each change of state once, not each
 * attempt.
 *
 * <pre>
 * works --failure--> fails --another kind of failure--> fails --success--> works
 *                      |                                  |
 *                      +-------- timeout is over ---------+--> given up
 * </pre>
 *
 * For one thread.
 */
public final class Trouble {
    private final String what;
    private final Duration interval;
    private final Duration timeout;
    private Instant since;
    private FailureKind kind;
    private boolean givenUp;

    /** @param what the activity, as it stands at the beginning of a line of the log */
    Trouble(String what, Duration interval, Duration timeout) {
        this.what = what;
        this.interval = interval;
        this.timeout = timeout;
    }

    /** An attempt failed. @return the state, with the time that remains, if that is another one than before */
    Optional<String> failed(PgTwinException failure, Instant now) {
        if (since == null) {
            since = now;
        }
        if (isOver(now)) {
            boolean told = givenUp;
            givenUp = true;
            return told ? Optional.empty() : Optional.of(what + ": given up after " + spent(now).toSeconds()
                    + " s, the last failure being: " + failure.getMessage());
        }
        if (failure.kind() == kind) {
            return Optional.empty();
        }
        kind = failure.kind();
        return Optional.of(what + ": " + failure.getMessage() + " Trying again every " + interval.toMillis()
                + " ms, for " + timeout.minus(spent(now)).toSeconds() + " s more.");
    }

    /** Whether the failures have lasted for as long as they may. */
    boolean isOver(Instant now) {
        return since != null && spent(now).compareTo(timeout) >= 0;
    }

    /** An attempt succeeded. @return the state, if that is another one than before */
    Optional<String> worked(Instant now) {
        Optional<String> news = Optional.ofNullable(since)
                .map(it -> what + ": works again after " + spent(now).toSeconds() + " s");
        since = null;
        kind = null;
        givenUp = false;
        return news;
    }

    private Duration spent(Instant now) {
        return Duration.between(since, now);
    }
}
