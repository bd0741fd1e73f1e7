package io.pgtwin.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final Duration USUAL = Duration.ofMillis(1);

    private final Backlog backlog = new Backlog();

    @Test
    void fewRecordsAreAppliedAsUsual() {
        backlog.came(499, nanos(1_000));
        assertThat(backlog.linger(USUAL, nanos(1_000))).isEqualTo(USUAL);
    }

    @Test
    void manyRecordsWaitAMomentForMore() {
        backlog.came(500, nanos(1_000));
        backlog.came(3, nanos(1_010));
        assertThat(backlog.linger(USUAL, nanos(1_049))).isEqualTo(Duration.ofMillis(50));
        assertThat(backlog.linger(USUAL, nanos(1_050))).isEqualTo(USUAL);
    }

    @Test
    void aLongerLingerIsNotShortened() {
        backlog.came(5_000, nanos(0));
        assertThat(backlog.linger(Duration.ofSeconds(1), nanos(0))).isEqualTo(Duration.ofSeconds(1));
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
