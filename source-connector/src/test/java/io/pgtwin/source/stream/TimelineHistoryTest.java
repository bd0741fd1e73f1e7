package io.pgtwin.source.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.Lsn;

/** What a timeline's history file says. */
class TimelineHistoryTest {
    @Test
    void eachTimelineEndsWhereTheNextBegan() {
        TimelineHistory history = TimelineHistory.parse("""
                1\t0/5000060\tno recovery target specified

                3\t16/80000000\tbefore 2026-01-01 00:00:00.000000+00
                """);

        assertThat(history.endOf(1)).contains(Lsn.parse("0/5000060"));
        assertThat(history.endOf(3)).contains(Lsn.parse("16/80000000"));
        assertThat(history.endOf(2)).isEmpty();
    }
}
