package io.pgtwin.source.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.offset.SyncStep;

class SnapshotTest {
    private static final Lsn CONSISTENT_POINT = Lsn.parse("0/100");
    private static final Lsn EARLIER = Lsn.parse("0/200");
    private static final Lsn NOW = Lsn.parse("0/300");
    private static final TableId ONE = new TableId("shop", "one");
    private static final TableId OTHER = new TableId("shop", "other");

    private final Snapshot snapshot = new Snapshot("name", NOW, 0, Phase.RESUMED_COPY,
            SourceOffset.copying(Set.of(SyncStep.values()), "7", CONSISTENT_POINT), Map.of());

    @Test
    void rowsOfCopiesThatBeginWithItCannotBeInTheTarget() {
        assertThat(snapshot.withBegun(Map.of(ONE, NOW, OTHER, NOW)).phase()).isEqualTo(Phase.COPY);
        assertThat(snapshot.withBegun(Map.of(ONE, NOW, OTHER, EARLIER)).phase()).isEqualTo(Phase.RESUMED_COPY);
    }

    @Test
    void aTableBelongsToTheCopyOfTheWholeSyncUnlessAnotherOneHasBegun() {
        assertThat(snapshot.copyOf(ONE)).isEqualTo(CONSISTENT_POINT);
        assertThat(snapshot.withBegun(Map.of(ONE, EARLIER)).caughtUp().copyOf(ONE)).isEqualTo(EARLIER);
    }
}
