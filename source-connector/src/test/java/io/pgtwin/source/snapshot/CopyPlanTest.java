package io.pgtwin.source.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.catalog.TablePart;
import io.pgtwin.source.offset.OffsetsInMemory;
import io.pgtwin.source.offset.SliceOffset;
import io.pgtwin.source.offset.SliceOffset.Finished;
import io.pgtwin.source.offset.StoredOffsets;

class CopyPlanTest {
    private static final int VERSION = 170_000;
    private static final Lsn COPY = Lsn.parse("0/1000");
    private static final Lsn SNAPSHOT = Lsn.parse("0/2000");
    private static final Lsn LATER = Lsn.parse("0/3000");
    private static final TableId ITEMS = new TableId("shop", "items");

    private final Map<Map<String, ?>, Map<String, Object>> stored = new HashMap<>();

    @Test
    void finishedSlicesAreNotReadAgain() {
        SourceTable table = table(35, "file", "id");
        store(table, 0, 10, 10, SNAPSHOT);
        store(table, 20, 10, 30, LATER);

        CopyPlan plan = plan(table);

        assertThat(plan.unread()).extracting(Slice::firstBlock).containsExactly(10L, 30L);
        assertThat(plan.rowsOf(ITEMS)).isEqualTo(40);
        assertThat(plan.kept()).isEqualTo(2);
        assertThat(plan.goesOnWith(ITEMS)).isTrue();
    }

    /** Rows are numbered anew under each snapshot. */
    @Test
    void theLastRowThatIsNotReadAgainIsKnown() {
        SourceTable table = table(45, "file", "id");
        store(table, 0, 10, 10, SNAPSHOT);
        store(table, 10, 10, 3, LATER);
        store(table, 20, 10, 20, SNAPSHOT);
        store(table, 30, 10, 4, LATER);

        assertThat(plan(table).rowsBefore()).isEqualTo(
                Map.of(ITEMS, new TopicMark(37, Position.ofCopiedRow(LATER, 7))));
        assertThat(plan(table(45, "other file", "id")).rowsBefore()).isEmpty();
    }

    @Test
    void whatWasOnlyBegunIsReadAgain() {
        SourceTable table = table(15, "file", "id");
        stored.put(Map.of("slice", "sync \"shop\".\"items\" 10"), map(SliceOffset.reading(ITEMS, 10, COPY)));

        CopyPlan plan = plan(table);

        assertThat(plan.unread()).extracting(Slice::firstBlock).containsExactly(0L, 10L);
        assertThat(plan.rereadOf(ITEMS)).isEqualTo(1);
        assertThat(plan.goesOnWith(ITEMS)).isFalse();
    }

    @Test
    void aSliceThatWasTheLastOneHasNoEndAlsoIfTheTableHasGrown() {
        store(table(15, "file", "id"), 10, Long.MAX_VALUE, 7, SNAPSHOT);

        assertThat(plan(table(55, "file", "id")).unread()).extracting(Slice::firstBlock).containsExactly(0L);
        assertThat(plan(table(55, "file", "id")).rowsOf(ITEMS)).isEqualTo(7);
    }

    @Test
    void aSliceThatEndsEarlierThanTheLastOneNowIsReadAgain() {
        store(table(35, "file", "id"), 10, 10, 7, SNAPSHOT);

        assertThat(plan(table(15, "file", "id")).unread()).extracting(Slice::firstBlock).containsExactly(0L, 10L);
    }

    @Test
    void aTableThatWasRewrittenOrRedefinedBeginsAgain() {
        store(table(5, "file", "id"), 0, Long.MAX_VALUE, 7, SNAPSHOT);

        assertThat(plan(table(5, "file", "id")).unread()).isEmpty();
        assertThat(plan(table(5, "other file", "id")).unread()).hasSize(1);
        assertThat(plan(table(5, "file", "id", "added")).unread()).hasSize(1);
    }

    @Test
    void slicesOfAnotherCopyDoNotCount() {
        store(table(5, "file", "id"), 0, Long.MAX_VALUE, 7, SNAPSHOT);

        assertThat(CopyPlan.whole(List.of(table(5, "file", "id")), VERSION, 10).after(offsets(), any -> LATER).unread())
                .hasSize(1);
    }

    @Test
    void aTableWithoutAKeyIsFinishedAsAWholeAndOfOneSnapshotOrNotAtAll() {
        SourceTable table = new SourceTable(1, new TableDefinition(ITEMS, columns("id"), List.of()), List.of(),
                table(15, "file", "id").parts());
        store(table, 0, 10, 10, SNAPSHOT);
        assertThat(plan(table).unread()).hasSize(2);

        store(table, 10, Long.MAX_VALUE, 10, LATER);
        assertThat(plan(table).unread()).hasSize(2);
        assertThat(plan(table).keylessCopies()).isEmpty();

        store(table, 0, 10, 10, LATER);
        assertThat(plan(table).unread()).isEmpty();
        assertThat(plan(table).keylessCopies()).isEqualTo(Map.of(ITEMS, LATER));
    }

    private CopyPlan plan(SourceTable table) {
        return CopyPlan.whole(List.of(table), VERSION, 10).after(offsets(), any -> COPY);
    }

    private void store(SourceTable table, long first, long blocks, long rows, Lsn snapshot) {
        OptionalLong end = blocks == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(first + blocks);
        String form = new Slice(table, table.parts().get(0), first, first + 1).form();
        SliceOffset done = SliceOffset.reading(ITEMS, first, COPY).done(new Finished(end, form, snapshot, rows));
        stored.put(done.partitionIn("sync"), map(done));
    }

    private static Map<String, Object> map(SliceOffset offset) {
        return new HashMap<>(offset.toMap());
    }

    private StoredOffsets offsets() {
        return new StoredOffsets(new OffsetsInMemory(stored), "sync");
    }

    private static SourceTable table(long blocks, String file, String... columns) {
        TablePart part = new TablePart(ITEMS, true, blocks, 0, false, List.of("id"), file);
        return new SourceTable(1, new TableDefinition(ITEMS, columns(columns), List.of("id")), List.of(),
                List.of(part));
    }

    private static List<ColumnDefinition> columns(String... names) {
        return List.of(names).stream().map(name -> new ColumnDefinition(name, "integer", true)).toList();
    }
}
