package io.pgtwin.common.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.TableId;

/** Which of two sequences is further. */
class SequenceStandTest {
    @Test
    void nextValueDecides() {
        assertThat(stand(10, true, 1).isBehind(at(11, true))).isTrue();
        assertThat(stand(10, true, 1).isBehind(at(11, false))).isFalse();
        assertThat(stand(10, false, 1).isBehind(at(10, true))).isTrue();
        assertThat(stand(100, true, 10).isBehind(at(105, false))).isFalse();
        assertThat(stand(10, true, 1).isBehind(at(3, true))).isFalse();
    }

    @Test
    void descendingSequencesGoOnDownward() {
        assertThat(stand(-6, true, -5).isBehind(at(-11, true))).isTrue();
        assertThat(stand(-6, true, -5).isBehind(at(-1, true))).isFalse();
    }

    @Test
    void lastValuesOfAllDoNotOverflow() {
        assertThat(stand(Long.MAX_VALUE - 1, true, 1).isBehind(at(Long.MAX_VALUE, true))).isTrue();
        assertThat(stand(Long.MAX_VALUE, true, 1).isBehind(at(1, true))).isFalse();
        assertThat(stand(Long.MIN_VALUE, true, -1).isBehind(at(-1, true))).isFalse();
    }

    @Test
    void sequenceThatWasNeverUsedStandsAtItsStart() {
        assertThat(stand(1, false, 1).isUntouched()).isTrue();
        assertThat(stand(1, true, 1).isUntouched()).isFalse();
        assertThat(stand(7, false, 1).isUntouched()).isFalse();
    }

    private static SequenceStand stand(long last, boolean called, long increment) {
        return new SequenceStand(last, called, 1, increment);
    }

    private static SequenceValue at(long last, boolean called) {
        return new SequenceValue(new TableId("public", "s"), Optional.empty(), last, called);
    }
}
