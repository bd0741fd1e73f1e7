package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.connect.Validation;

/** Schemas, tables and columns that a sync takes or leaves out. */
@ExtendWith(FreshSync.class)
class SelectionTest {
    private static final String COPIED_COLUMNS = "SELECT id, name, note FROM shop.people ORDER BY id";

    @Test
    void tableMustBeAdmittedByItsSchemaAndItsName(Sync sync) {
        Script.named("selection.sql").runOn(sync.source());
        sync.withSource("schema.include.list", "shop,work.*").withSource("schema.exclude.list", "workbench")
                .withSource("table.include.list", ".*\\.people,.*\\.lists").start();
        sync.awaitEqual(List.of("shop.people", "workshop.lists"), Sync.LIMIT);
        assertThat(sync.target().number("SELECT count(*) FROM pg_tables WHERE schemaname IN ('shop', 'workshop',"
                + " 'workbench', 'public')")).isEqualTo(2);
    }

    @Test
    void excludedColumnIsNeitherCopiedNorSentAndMayChange(Sync sync) {
        Script.named("selection.sql").runOn(sync.source());
        sync.withSource("table.include.list", "shop\\.people").withSource("column.exclude.list", "shop\\.people\\.se.*")
                .start();
        awaitSameColumns(sync);
        sync.source().execute("INSERT INTO shop.people VALUES (3, 'c', 'hidden-3', 'n')");
        sync.source().execute("UPDATE shop.people SET secret = 'hidden-4'; UPDATE shop.people SET note = note || '!'");
        sync.source().execute("ALTER TABLE shop.people ALTER COLUMN secret TYPE varchar(50) USING 'hidden-5'");
        sync.source().execute("INSERT INTO shop.people VALUES (4, 'd', 'hidden-6', 'n')");
        sync.source().execute("ALTER TABLE shop.people DROP COLUMN secret");
        sync.source().execute("INSERT INTO shop.people VALUES (5, 'e', 'n'); DELETE FROM shop.people WHERE id = 1");
        awaitSameColumns(sync);

        assertThat(sync.target().column("SELECT attname FROM pg_attribute WHERE attrelid = 'shop.people'::regclass"
                + " AND attnum > 0 ORDER BY attnum")).containsExactly("id", "name", "note");
        for (String topic : List.of(sync.topic("shop.people"), sync.name())) {
            assertThat(sync.servers().broker().records(topic)).isNotEmpty().noneMatch(record ->
                    new String(record.value(), StandardCharsets.ISO_8859_1).contains("hidden"));
        }
    }

    @Test
    void columnOfAWholeOldRowIsLeftOutToo(Sync sync) {
        Script.named("selection.sql").runOn(sync.source());
        sync.source().execute("ALTER TABLE shop.people REPLICA IDENTITY FULL");
        sync.withSource("table.include.list", "shop\\.people").withSource("column.exclude.list", ".*\\.secret").start();
        awaitSameColumns(sync);
        sync.source().execute("UPDATE shop.people SET name = 'changed', secret = 'other' WHERE id = 2;"
                + " DELETE FROM shop.people WHERE id = 1; UPDATE shop.people SET id = 12 WHERE id = 2");
        awaitSameColumns(sync);
    }

    @Test
    void whatNeedsAnExcludedColumnIsNotInTheStructureButReported(Sync sync) {
        Script.named("selection-structure.sql").runOn(sync.source());
        sync.withSource("table.include.list", "shop\\.(p|q)")
                .withSource("column.exclude.list", "shop\\.p\\.(secret|mood)")
                .start();
        sync.awaitTarget("rows arrive", target -> target.number("SELECT count(*) FROM shop.p") == 2);
        String structure = String.join("\n", sync.servers().broker().records(sync.name()).stream()
                .map(record -> new String(record.value(), StandardCharsets.ISO_8859_1)).toList());
        for (String reported : List.of("shop.p.p_secret_idx", "shop.p.p_secret_check", "shop.p.p_secret_key",
                "shop.p.secret_length", "shop.p_statistics", "shop.q.q_secret_fkey")) {
            assertThat(structure).contains("\"name\":\"" + reported + "\"");
        }
        assertThat(structure).contains("CREATE INDEX", "p_name_idx").doesNotContain("CREATE TYPE", "\"secret\"");
    }

    @Test
    void keyColumnCannotBeExcluded(Sync sync) {
        Script.named("selection.sql").runOn(sync.source());
        Validation validation = sync.validate(sync.sourceConnector().with("column.exclude.list", "shop\\.people\\.id"));
        assertThat(validation.errors().values()).singleElement().asString()
                .contains("column.exclude.list", "id of table shop.people", "key or replica identity");
    }

    /** Also by an expression, in a partition that is partitioned itself, and from below. */
    @ParameterizedTest
    @CsvSource({"true, day, day of table public.days", "true, note, note of table public.days",
        "true, kind, kind of table public.days", "false, note, note of table public.days_first",
        "true, id, id of table public.other"})
    void columnThatATableCannotBeMadeWithoutCannotBeExcluded(String asOne, String column, String named, Sync sync) {
        sync.source().execute("""
                CREATE TABLE days (day date, kind int, note text, rest text) PARTITION BY RANGE (day, lower(note));
                CREATE TABLE days_first PARTITION OF days FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2025-01-01', '');
                CREATE TABLE days_rest PARTITION OF days FOR VALUES FROM ('2025-01-01', '') TO (MAXVALUE, MAXVALUE)
                    PARTITION BY LIST (kind);
                CREATE TABLE other (id int PRIMARY KEY, number int NOT NULL UNIQUE);
                ALTER TABLE other REPLICA IDENTITY USING INDEX other_number_key""");
        Validation validation = sync.validate(sync.sourceConnector().with("publish.via.partition.root", asOne)
                .with("column.exclude.list", "public\\..*\\." + column));
        assertThat(validation.errors().values()).singleElement().asString()
                .contains("column.exclude.list", named, "could not be made in the target");
        assertThat(sync.validate(sync.sourceConnector().with("column.exclude.list", ".*\\.rest")).errors()).isEmpty();
    }

    @Test
    void patternThatMatchesNothingIsAnErrorOfItsListWithNamesLikeIt(Sync sync) {
        Script.named("selection.sql").runOn(sync.source());
        assertError(sync, "table.include.list", "shop\\.poeple", "Names like it: shop.people");
        assertError(sync, "schema.include.list", "shopp", "Names like it: shop");
        assertError(sync, "column.exclude.list", "shop\\.people\\.secrets", "Names like it: shop.people.secret");
    }

    @Test
    void tablesAndSchemasAreOfferedAlsoWhenAnotherOptionIsWrong(Sync sync) {
        Script.named("selection.sql").runOn(sync.source());
        Validation validation = sync.validate(sync.sourceConnector().with("snapshot.threads", "0")
                .without("topic.prefix"));
        assertThat(recommended(validation, "table.include.list"))
                .containsExactly("public\\.odd\\.name", "shop\\.people", "workbench\\.lists", "workshop\\.lists");
        assertThat(recommended(validation, "schema.include.list"))
                .containsExactly("public", "shop", "workbench", "workshop");
        assertThat(recommended(sync.validate(sync.sourceConnector().without("connection.url")), "table.include.list"))
                .isEmpty();
    }

    private static List<String> recommended(Validation validation, String option) {
        return validation.answer().path("configs").valueStream().map(config -> config.path("value"))
                .filter(value -> value.path("name").asString().equals(option))
                .flatMap(value -> value.path("recommended_values").valueStream())
                .map(value -> value.asString()).toList();
    }

    private static void assertError(Sync sync, String option, String pattern, String expected) {
        assertThat(sync.validate(sync.sourceConnector().with(option, pattern)).errors().get(option)).singleElement()
                .asString().contains(expected);
    }

    private static void awaitSameColumns(Sync sync) {
        sync.awaitTarget("the included columns are the same",
                target -> target.rows(COPIED_COLUMNS).equals(sync.source().rows(COPIED_COLUMNS)));
    }
}
