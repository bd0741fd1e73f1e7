package io.pgtwin.source.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.CopyFormat;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.catalog.TablePart;

class SliceTest {
    private static final int VERSION_13 = 130_014;
    private static final int VERSION_14 = 140_000;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4_095, 4_096, 4_097, 8_192, 8_193, 1_000_000, 4_294_967_294L})
    void slicesHoldEveryBlockOnceAndTheLastIsOpen(long blocks) {
        List<Slice> slices = Slice.plan(List.of(table("t", blocks)), VERSION_14, 4_096);

        assertThat(slices.get(0).firstBlock()).isZero();
        for (int i = 1; i < slices.size(); i++) {
            assertThat(slices.get(i).firstBlock()).isEqualTo(slices.get(i - 1).endBlock());
        }
        assertThat(slices).allMatch(slice -> slice.firstBlock() < slice.endBlock());
        assertThat(slices.get(slices.size() - 1).endBlock()).as("open").isEqualTo(Long.MAX_VALUE);
        assertThat(slices).as("none begins behind the table")
                .allMatch(it -> it.firstBlock() == 0 || it.firstBlock() < blocks);
    }

    @Test
    void largeTablesAreSharedAndSmallOnesAreNot() {
        assertThat(Slice.plan(List.of(table("t", 4_096)), VERSION_14, 4_096)).hasSize(1);
        assertThat(Slice.plan(List.of(table("t", 4_097)), VERSION_14, 4_096)).hasSize(2);
        assertThat(Slice.plan(List.of(table("t", 40_960)), VERSION_14, 4_096)).hasSize(10);
    }

    @Test
    void serversThatWouldScanTheWholeTableForEachSliceGetOne() {
        assertThat(Slice.plan(List.of(table("t", 1_000_000)), VERSION_13, 4_096)).singleElement()
                .satisfies(slice -> assertThat(slice.copySql(CopyFormat.TEXT)).startsWith("COPY \"shop\".\"t\" "));
    }

    @Test
    void theLargestTableComesFirst() {
        List<SourceTable> tables = List.of(table("a", 10), table("b", 9_000), table("c", 0), table("d", 5_000));
        List<Slice> slices = Slice.plan(tables, VERSION_14, 4_096);

        assertThat(slices).extracting(slice -> slice.table().id().name())
                .containsExactly("b", "b", "b", "d", "d", "a", "c");
    }

    @Test
    void aWholeTableIsCopiedByItsName() {
        Slice slice = Slice.plan(List.of(odd(1)), VERSION_14, 4_096).get(0);

        assertThat(slice.copySql(CopyFormat.TEXT))
                .isEqualTo("COPY \"My \"\"Shop\"\"\".\"a.b\" (\"id\", \"größe; --\", \"say \"\"hi\"\"\") TO STDOUT");
    }

    @Test
    void aSliceIsCopiedByItsBlocks() {
        List<String> sql = Slice.plan(List.of(odd(8_193)), VERSION_14, 4_096).stream()
                .map(slice -> slice.copySql(CopyFormat.TEXT)).toList();

        String select = "COPY (SELECT \"id\", \"größe; --\", \"say \"\"hi\"\"\" FROM ONLY \"My \"\"Shop\"\"\".\"a.b\""
                + " WHERE ctid >= ";
        assertThat(sql).containsExactly(
                select + "'(0,0)'::pg_catalog.tid AND ctid < '(4096,0)'::pg_catalog.tid) TO STDOUT",
                select + "'(4096,0)'::pg_catalog.tid AND ctid < '(8192,0)'::pg_catalog.tid) TO STDOUT",
                select + "'(8192,0)'::pg_catalog.tid) TO STDOUT");
    }

    @Test
    void aPartitionedTableIsReadPartitionByPartition() {
        TableDefinition whole = odd(0).definition();
        SourceTable table = new SourceTable(1, whole, List.of(), List.of(
                TablePart.ofKeyed(new TableId("shop", "p1"), 1, List.of("id")),
                TablePart.ofKeyed(new TableId("shop", "p2"), 5_000, List.of("id"))));
        List<Slice> slices = Slice.plan(List.of(table), VERSION_14, 4_096);

        assertThat(slices).extracting(slice -> slice.part().id().name()).containsExactly("p2", "p2", "p1");
        assertThat(slices).allMatch(slice -> slice.table().id().equals(whole.id()));
        assertThat(slices.get(2).copySql(CopyFormat.TEXT)).startsWith("COPY \"shop\".\"p1\" (\"id\", ");
    }

    @Test
    void aTableWithoutColumnsIsCopiedToo() {
        assertThat(Slice.plan(List.of(table(new TableId("shop", "none"), 1)), VERSION_14, 4_096).get(0)
                .copySql(CopyFormat.TEXT))
                .isEqualTo("COPY \"shop\".\"none\" TO STDOUT");
    }

    private static SourceTable table(String name, long blocks) {
        return table(new TableId("shop", name), blocks, "id");
    }

    private static SourceTable odd(long blocks) {
        return table(new TableId("My \"Shop\"", "a.b"), blocks, "id", "größe; --", "say \"hi\"");
    }

    private static SourceTable table(TableId id, long blocks, String... columns) {
        List<ColumnDefinition> definitions =
                Stream.of(columns).map(name -> new ColumnDefinition(name, "integer", true)).toList();
        List<String> key = columns.length == 0 ? List.of() : List.of("id");
        return new SourceTable(1, new TableDefinition(id, definitions, key), List.of(),
                List.of(TablePart.ofKeyed(id, blocks, key)));
    }
}
