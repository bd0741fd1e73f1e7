package io.pgtwin.source.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

class TableSelectionTest {
    private static final TableId ORDERS = new TableId("shop", "orders");
    private static final TableId ARCHIVE = new TableId("shop", "orders_archive");
    private static final TableId ODD = new TableId("My Schema", "a.b");
    private static final FoundRelation TOTALS =
            new FoundRelation(new TableId("shop", "totals"), 2, Optional.of("is a view"), true);

    @Test
    void withoutPatternsAllTablesTakePart() {
        assertThat(selection(List.of(), List.of())).accepts(ORDERS, ARCHIVE, ODD);
    }

    @Test
    void patternsMatchWholeNames() {
        TableSelection selection = select(List.of("shop\\.orders"), List.of());

        assertThat(selection.takes(ORDERS)).isTrue();
        assertThat(selection.takes(ARCHIVE)).isFalse();
        assertThat(selection.takes(new TableId("workshop", "orders"))).isFalse();
    }

    @Test
    void anyPatternIncludesAndAnyExcludes() {
        assertThat(selection(List.of("shop\\..*", "My Schema\\.a\\.b"), List.of("nothing", ".*_archive")))
                .accepts(ORDERS, ODD).rejects(ARCHIVE);
    }

    @Test
    void excludingIsStrongerThanIncluding() {
        assertThat(selection(List.of("shop\\.orders"), List.of("shop\\.orders"))).rejects(ORDERS);
    }

    @Test
    void namesKeepTheirCase() {
        assertThat(selection(List.of("SHOP\\.ORDERS"), List.of())).rejects(ORDERS);
    }

    @Test
    void patternsThatMatchNothingAreNamed() {
        TableSelection selection = select(List.of("shop\\..*", "shop\\.oders", "public\\..*"), List.of("no.*"));

        assertThatThrownBy(() -> selection.choose(List.of(table(ORDERS), table(ODD))))
                .hasMessageContaining("NOTHING_SELECTED").hasMessageContaining("shop\\.oders")
                .hasMessageContaining("public\\..*");
    }

    @Test
    void patternThatMeansNoTableSaysWhatItMeans() {
        TableSelection selection = select(List.of("shop\\.orders", "shop\\.totals"), List.of());

        assertThatThrownBy(() -> selection.choose(List.of(table(ORDERS), TOTALS)))
                .hasMessageContaining("shop.totals is a view");
    }

    @Test
    void viewsAmongTheTablesOfAPatternAreLeftOutButNotInSilence() {
        TableSelection selection = select(List.of("shop\\..*"), List.of());

        assertThat(selection.choose(List.of(table(ORDERS), TOTALS))).containsExactly(table(ORDERS));
        assertThat(selection.missed(List.of(table(ORDERS), TOTALS))).containsExactly("shop.totals is a view");
        assertThat(select(List.of(), List.of(".*totals")).missed(List.of(TOTALS))).isEmpty();
    }

    @Test
    void partitionOfATakenTableCannotBeExcluded() {
        SourceTable table = new SourceTable(1, new TableDefinition(ORDERS, List.of(), List.of()), List.of(),
                List.of(TablePart.ofKeyed(ARCHIVE, 1, List.of())));

        select(List.of(), List.of("public\\..*")).requireWhole(table);
        assertThatThrownBy(() -> select(List.of(), List.of(".*_archive")).requireWhole(table))
                .hasMessageContaining("shop.orders_archive").hasMessageContaining("publish.via.partition.root=false");
    }

    @Test
    void schemaAndTableMustBothBeAdmitted() {
        TableSelection selection = new TableSelection(
                new NamePatterns(compiled(List.of("shop", "work.*")), compiled(List.of("workbench"))),
                new NamePatterns(compiled(List.of(".*\\.orders", "My.*")), List.of()), List.of(), true);

        assertThat(selection.takes(ORDERS)).isTrue();
        assertThat(selection.takes(new TableId("workshop", "orders"))).isTrue();
        assertThat(selection.takes(new TableId("workbench", "orders"))).isFalse();
        assertThat(selection.takes(ARCHIVE)).isFalse();
        assertThat(selection.takes(ODD)).isFalse();
    }

    @Test
    void patternOfASchemaThatMatchesNothingIsNamedWithNamesLikeIt() {
        TableSelection selection = new TableSelection(new NamePatterns(compiled(List.of("shp")),
                compiled(List.of("tmep"))),
                new NamePatterns(List.of(), List.of()), List.of(), true);

        assertThat(selection.unmatchedIncludes(List.of(table(ORDERS)))).containsExactly(new UnmatchedPattern(
                "schema.include.list", "schema.include.list matches no schema with tables with shp. Names like it:"
                        + " shop"));
        assertThat(selection.unmatchedExcludes(List.of(table(ORDERS)))).singleElement()
                .extracting(UnmatchedPattern::option).isEqualTo("schema.exclude.list");
    }

    @Test
    void columnsAreExcludedByTheirWholeNames() {
        TableSelection selection = new TableSelection(new NamePatterns(List.of(), List.of()),
                new NamePatterns(List.of(), List.of()), compiled(List.of("shop\\.orders\\.note", ".*\\.secret")), true);

        assertThat(selection.excludes(ORDERS, "note")).isTrue();
        assertThat(selection.excludes(ARCHIVE, "note")).isFalse();
        assertThat(selection.excludes(ARCHIVE, "secret")).isTrue();
        assertThat(selection.unmatchedColumns(List.of("shop.orders.notes", "shop.orders.secret"))).singleElement()
                .extracting(UnmatchedPattern::message).asString().endsWith("Names like it: shop.orders.notes");
    }

    private static FoundRelation table(TableId id) {
        return new FoundRelation(id, 1, Optional.empty(), false);
    }

    private static Predicate<TableId> selection(List<String> include, List<String> exclude) {
        return select(include, exclude)::takes;
    }

    private static TableSelection select(List<String> include, List<String> exclude) {
        return new TableSelection(new NamePatterns(List.of(), List.of()),
                new NamePatterns(compiled(include), compiled(exclude)), List.of(), true);
    }

    private static List<Pattern> compiled(List<String> patterns) {
        return patterns.stream().map(Pattern::compile).toList();
    }
}
