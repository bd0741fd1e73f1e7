package io.pgtwin.source.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.catalog.TablePart;

class TableProgressTest {
    private static final SourceTable LARGE = table("large", 10_000);
    private static final SourceTable EMPTY = table("empty", 0);

    private final CopyPlan plan = CopyPlan.whole(List.of(LARGE, EMPTY), 170_000, 4_096);
    private final List<Slice> slices = plan.unread();
    private final TableProgress progress = new TableProgress(plan);

    @Test
    void aTableIsDoneWithItsLastSliceInWhateverOrder() {
        assertThat(progress.sliceDone(slices.get(2), 5)).isEmpty();
        assertThat(progress.sliceDone(slices.get(0), 0)).isEmpty();
        assertThat(progress.sliceDone(slices.get(1), 3_000_000_000L)).isEqualTo(Optional.of(3_000_000_005L));
    }

    @Test
    void anEmptyTableIsDoneToo() {
        assertThat(progress.sliceDone(slices.get(3), 0)).contains(0L);
    }

    private static SourceTable table(String name, long blocks) {
        TableDefinition definition = new TableDefinition(new TableId("shop", name), List.of(), List.of());
        return new SourceTable(1, definition, List.of(),
                List.of(TablePart.ofKeyed(definition.id(), blocks, List.of())));
    }
}
