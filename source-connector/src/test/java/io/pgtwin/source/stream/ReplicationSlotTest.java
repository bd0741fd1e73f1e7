package io.pgtwin.source.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.offset.SyncStep;

/** Whether a slot goes on from a stored offset. */
class ReplicationSlotTest {
    private static final Lsn REACHED = Lsn.parse("0/80000000");
    private static final SourceOffset OFFSET = SourceOffset.copying(Set.of(SyncStep.values()), "1", Lsn.parse("0/1000"))
            .copied(Lsn.parse("0/1000")).at(new Position(REACHED, Lsn.parse("0/7FFFFFF8"), 2));

    @Test
    void aSlotAtOrBehindTheOffsetGoesOn() {
        assertThatCode(() -> check(state("pgoutput", "shop", REACHED))).doesNotThrowAnyException();
        assertThatCode(() -> check(state("pgoutput", "shop", Lsn.ZERO))).doesNotThrowAnyException();
    }

    @Test
    void aSlotThatIsAheadWouldBeAGap() {
        refuses(state("pgoutput", "shop", Lsn.parse("0/80000001")), FailureKind.SLOT_AHEAD,
                "is at 0/80000001, ahead of the stored position 0/80000000");
    }

    @Test
    void whileRowsAreCopiedTheSlotMustBeAtTheConsistentPoint() {
        SourceOffset copying = SourceOffset.copying(Set.of(SyncStep.values()), "1", Lsn.parse("0/1000"));
        SlotState moved = state("pgoutput", "shop", Lsn.parse("0/1008"));

        assertThatThrownBy(() -> new ReplicationSlot("s").requireContinues(Optional.of(moved), copying, "shop"))
                .isInstanceOf(PgTwinException.class).hasMessageContaining("SLOT_AHEAD");
    }

    @Test
    void aMissingLostOrForeignSlotIsRefused() {
        assertThatThrownBy(() -> new ReplicationSlot("s").requireContinues(Optional.empty(), OFFSET, "shop"))
                .isInstanceOf(PgTwinException.class).hasMessageContaining("SLOT_MISSING").hasMessageContaining("'s'");
        refuses(new SlotState("pgoutput", "shop", Optional.of("wal_removed"), REACHED, 0, REACHED),
                FailureKind.SLOT_LOST,
                "Slot 's' is lost (wal_removed)");
        refuses(state("wal2json", "shop", REACHED), FailureKind.SLOT_UNSUITABLE, "plugin wal2json");
        refuses(state("pgoutput", "other", REACHED), FailureKind.SLOT_UNSUITABLE, "database other");
        refuses(state(null, null, REACHED), FailureKind.SLOT_UNSUITABLE, "'s'");
    }

    private static SlotState state(String plugin, String database, Lsn confirmed) {
        return new SlotState(plugin, database, Optional.empty(), confirmed, 0, REACHED);
    }

    private static void refuses(SlotState state, FailureKind kind, String message) {
        assertThatThrownBy(() -> check(state)).isInstanceOfSatisfying(PgTwinException.class,
                e -> assertThat(e.kind()).isEqualTo(kind)).hasMessageContaining(message);
    }

    private static void check(SlotState state) {
        new ReplicationSlot("s").requireContinues(Optional.of(state), OFFSET, "shop");
    }
}
