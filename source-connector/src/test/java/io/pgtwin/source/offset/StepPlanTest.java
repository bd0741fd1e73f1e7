package io.pgtwin.source.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;

class StepPlanTest {
    private static final Lsn CONSISTENT_POINT = Lsn.parse("0/1000");

    @Test
    void aNewSyncStarts() {
        assertThat(StepPlan.of(Optional.empty(), Set.of(SyncStep.FULL))).isEqualTo(StepPlan.START);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            structure                  | structure                  | GO_ON
            structure                  | full                       | START
            structure                  | incremental                | START
            structure                  | structure,full             | START
            structure                  | structure,full,incremental | START
            full                       | full                       | GO_ON
            full                       | structure,full             | TELL_STRUCTURE
            full                       | structure                  | TELL_STRUCTURE
            structure,full             | full                       | GO_ON
            structure,full             | structure                  | GO_ON
            incremental                | structure,incremental      | TELL_STRUCTURE
            full,incremental           | incremental                | GO_ON
            full,incremental           | structure,full,incremental | TELL_STRUCTURE
            full,incremental           | structure,incremental      | TELL_STRUCTURE
            structure,full,incremental | full,incremental           | GO_ON
            structure,full,incremental | structure,full,incremental | GO_ON
            """)
    void afterTheCopyWhatWorksGoesOn(String made, String chosen, StepPlan plan) {
        assertThat(StepPlan.of(Optional.of(begun(made).copied(CONSISTENT_POINT)), steps(chosen))).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            full                       | full,incremental           | changes since the full copy were not recorded
            structure,full             | incremental                | changes since the full copy were not recorded
            incremental                | full,incremental           | collide
            structure,incremental      | structure,full,incremental | collide
            full,incremental           | full                       | keep the server's WAL
            full,incremental           | structure                  | keep the server's WAL
            """)
    void afterTheCopyAGapIsRefused(String made, String chosen, String reason) {
        assertRefused(begun(made).copied(CONSISTENT_POINT), made, chosen, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            structure                  | structure                  | START_AGAIN
            structure                  | full,incremental           | START
            full                       | structure,full             | START_AGAIN
            full,incremental           | full,incremental           | START_AGAIN
            structure,full,incremental | full,incremental           | START_AGAIN
            incremental                | structure,incremental      | START_AGAIN
            """)
    void inTheCopyWhatWorksBeginsAgain(String begun, String chosen, StepPlan plan) {
        assertThat(StepPlan.of(Optional.of(begun(begun)), steps(chosen))).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            full,incremental           | incremental                | rows would be missing
            full                       | structure                  | rows would be missing
            incremental                | full,incremental           | rows would come after their changes
            full                       | full,incremental           | changes since the copy began were not recorded
            full,incremental           | full                       | keep the server's WAL
            """)
    void inTheCopyAGapIsRefused(String begun, String chosen, String reason) {
        assertRefused(begun(begun), begun, chosen, reason);
    }

    @Test
    void whatWasCopiedIsRemembered() {
        SourceOffset withoutFull = begun("full,incremental").copied(CONSISTENT_POINT).goingOnWith(steps("incremental"));

        assertThat(StepPlan.of(Optional.of(withoutFull), steps("full,incremental"))).isEqualTo(StepPlan.GO_ON);
    }

    private static void assertRefused(SourceOffset stored, String made, String chosen, String reason) {
        assertThatThrownBy(() -> StepPlan.of(Optional.of(stored), steps(chosen)))
                .isInstanceOfSatisfying(PgTwinException.class,
                        e -> assertThat(e.kind()).isEqualTo(FailureKind.STEPS_CHANGED))
                .hasMessageContaining("sync.steps=" + made).hasMessageContaining(chosen).hasMessageContaining(reason);
    }

    private static SourceOffset begun(String steps) {
        return SourceOffset.copying(steps(steps), "1", CONSISTENT_POINT);
    }

    private static Set<SyncStep> steps(String text) {
        return Stream.of(text.split(",")).map(SyncStep::of).collect(Collectors.toUnmodifiableSet());
    }
}
