package io.pgtwin.common.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

@Timeout(30)
class RetryTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final StopSignal stop = new StopSignal();
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void whatMayPassIsTriedUntilItSucceeds() {
        String result = retry(Duration.ZERO, LONG).call("Test", () -> failingTimes(3));

        assertThat(result).isEqualTo("done");
        assertThat(attempts).hasValue(4);
    }

    @Test
    void whatWillNotPassIsThrownAtOnce() {
        PgTwinException failure = new PgTwinException(FailureKind.CONFIGURATION, "Wrong");

        assertThatThrownBy(() -> retry(Duration.ZERO, LONG).call("Test", () -> failWith(failure))).isSameAs(failure);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void otherExceptionsAreNobodysTrouble() {
        IllegalStateException failure = new IllegalStateException("a mistake");

        assertThatThrownBy(() -> retry(Duration.ZERO, LONG).call("Test", () -> failWith(failure))).isSameAs(failure);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void timeoutOfZeroMakesOneAttempt() {
        assertThatThrownBy(() -> retry(LONG, Duration.ZERO).call("Test", () -> failWith(lost())))
                .isInstanceOf(PgTwinException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void lastFailureIsThrownWhenTheTimeIsOver() {
        Retry retry = retry(Duration.ofMillis(1), Duration.ofMillis(20));

        assertThatThrownBy(() -> retry.call("Test", () -> failWith(lost()))).isInstanceOf(PgTwinException.class)
                .hasMessageStartingWith("Attempt " + attempts.get() + " ");
        assertThat(attempts.get()).isGreaterThan(1);
    }

    @Test
    void callsThatShareATroubleShareItsTime() {
        Retry retry = retry(Duration.ofMillis(1), Duration.ofMillis(20));
        Trouble trouble = retry.trouble("Test");
        assertThatThrownBy(() -> retry.call(trouble, () -> failWith(lost()))).isInstanceOf(PgTwinException.class);

        int before = attempts.get();
        assertThatThrownBy(() -> retry.call(trouble, () -> failWith(lost()))).isInstanceOf(PgTwinException.class);
        assertThat(attempts).as("one more attempt").hasValue(before + 1);

        assertThat(retry.call(trouble, () -> "done")).isEqualTo("done");
        assertThatThrownBy(() -> retry.call(trouble, () -> failWith(lost()))).isInstanceOf(PgTwinException.class);
        assertThat(attempts.get()).as("a new time").isGreaterThan(before + 2);
    }

    @Test
    void stopEndsTheWaiting() {
        assertThatThrownBy(() -> retry(LONG, LONG).call("Test", () -> {
            stop.set();
            return failWith(lost());
        })).isInstanceOf(PgTwinException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void activityThatGotThroughStartsANewTime() {
        Deque<Boolean> getsThrough = new ArrayDeque<>(List.of(false, true, true, true));
        retry(Duration.ofMillis(20), Duration.ofMillis(30)).keep("Test", working -> {
            if (getsThrough.isEmpty()) {
                return;
            }
            if (getsThrough.remove()) {
                working.run();
            }
            failWith(lost());
        });

        assertThat(attempts).as("failures, each a new one").hasValue(4);
    }

    @Test
    void workThatGotOnStartsANewTime() {
        AtomicLong done = new AtomicLong();
        Retry retry = retry(Duration.ofMillis(20), Duration.ofMillis(30));

        retry.call("Test", done::get, () -> done.incrementAndGet() < 5 ? failWith(lost()) : "done");

        assertThat(attempts).as("failures, each a new one").hasValue(4);
        assertThatThrownBy(() -> retry.call("Test", done::get, () -> failWith(lost())))
                .isInstanceOf(PgTwinException.class);
    }

    private Retry retry(Duration interval, Duration timeout) {
        return new Retry(interval, timeout, stop);
    }

    private String failingTimes(int times) {
        if (attempts.get() < times) {
            failWith(lost());
        }
        attempts.incrementAndGet();
        return "done";
    }

    private String failWith(RuntimeException failure) {
        attempts.incrementAndGet();
        throw failure;
    }

    private PgTwinException lost() {
        return new PgTwinException(FailureKind.CONNECTION_LOST, "Attempt " + (attempts.get() + 1) + " failed");
    }
}
