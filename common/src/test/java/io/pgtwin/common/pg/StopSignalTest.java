package io.pgtwin.common.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StopSignalTest {
    private final StopSignal stop = new StopSignal();

    @Test
    void waitingEndsWithTheSignal() throws InterruptedException {
        Thread waiting = new Thread(() -> stop.await(Duration.ofHours(1)));
        waiting.start();

        stop.set();
        waiting.join();

        assertThat(stop.isSet()).isTrue();
    }

    @Test
    void waitingEndsWithTheTime() {
        assertThat(stop.await(Duration.ofMillis(1))).isFalse();
        assertThat(stop.isSet()).isFalse();
    }

    @Test
    void anInterruptCountsAsTheSignalAndIsKept() {
        Thread.currentThread().interrupt();

        assertThat(stop.await(Duration.ofHours(1))).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }
}
