package io.pgtwin.integration.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.structure.Names;
import io.pgtwin.common.structure.NotCarried;
import io.pgtwin.common.structure.Outcome;
import io.pgtwin.common.structure.Structure;
import io.pgtwin.common.structure.StructureJson;
import io.pgtwin.integration.sync.EveryVersion;

/**
 * A schema with every kind of object, read from each version, comes out the same in the newest version and in its own.
 * What it must be is made by the server itself: the same script, run in the target's version, and then its own
 * {@code ALTER ... RENAME}.
 */
class StructureTest {
    private static final String NEWEST = "18";
    private static final Names RENAMED = new RenamedNames();
    private static final String[] NOT_CARRIED = {"app.cheap", "app.dear", "app.items.touched", "app.items.visible",
        "app.scratch.nothing", "app.initials(name text)", "app.customers", "app.dangling.dangling_fk",
        "types.not_selected", "types.unused", "types.alone"};

    /** Of types that other columns have, too, because those go along with columns. */
    private static final Map<TableId, Set<String>> EXCLUDED = Map.of(
            new TableId("app", "items"), Set.of("qty", "small", "customer", "search", "date", "created"),
            new TableId("app", "customers"), Set.of("nick"),
            new TableId("app", "events"), Set.of("payload"));

    private static Stream<String> versions() {
        return EveryVersion.all().stream();
    }

    private static Stream<String> versionsFrom13() {
        return versions().filter(version -> Integer.parseInt(version) >= 13);
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("versions")
    void everyObjectOfEveryVersionIsMadeAgain(String version) {
        int number = Integer.parseInt(version);
        try (TemporaryDatabase source = new TemporaryDatabase(EveryVersion.server(version))) {
            source.with("structure-functions.sql", number).with("structure.sql", number)
                    .with("structure-not-carried.sql", number);
            Structure structure = source.read();
            assertThat(StructureJson.readStructure(StructureJson.write(structure))).isEqualTo(structure);
            assertThat(structure.notCarried()).extracting(NotCarried::name).contains(NOT_CARRIED);
            for (String target : version.equals(NEWEST) ? List.of(NEWEST) : List.of(version, NEWEST)) {
                checkTarget(source, structure, number, target);
            }
        }
    }

    /** As if the server had dropped them: whatever needs them is gone, too. */
    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("versions")
    void excludedColumnsAndWhatNeedsThemAreLeftOutOfEveryVersion(String version) {
        int number = Integer.parseInt(version);
        try (TemporaryDatabase source = new TemporaryDatabase(EveryVersion.server(version));
             TemporaryDatabase expected = new TemporaryDatabase(EveryVersion.server(version));
             TemporaryDatabase target = new TemporaryDatabase(EveryVersion.server(version))) {
            source.with("structure-functions.sql", number).with("structure.sql", number);
            expected.with("structure-functions.sql", number).with("structure.sql", number);
            target.with("structure-functions.sql", number);
            EXCLUDED.forEach((table, columns) -> columns.forEach(column ->
                    expected.sql().execute("ALTER TABLE " + table + " DROP COLUMN " + column + " CASCADE")));

            Structure structure = source.read(EXCLUDED);

            create(structure, target, Names.SAME);
            assertThat(target.definitions(true)).isEqualTo(expected.definitions(true));
            assertThat(structure.notCarried()).extracting(NotCarried::name).contains("app.items.items_qty_check",
                    "app.items.items_customer", "app.items.items_search", "app.items.items_customer_mail",
                    "app.items_deps");
        }
    }

    @Test
    void theDocumentedGrantsAreEnough() {
        int version = Integer.parseInt(NEWEST);
        try (TemporaryDatabase source = new TemporaryDatabase(EveryVersion.server(NEWEST));
             TemporaryDatabase target = new TemporaryDatabase(EveryVersion.server(NEWEST))) {
            source.with("structure-functions.sql", version).with("structure.sql", version);
            target.with("structure-functions.sql", version);
            List<String> expected = source.definitions(true);
            String reader = source.useNewRole();
            source.sql().execute("GRANT USAGE ON SCHEMA app, types, \"Odd Schema\" TO " + reader
                    + "; GRANT SELECT ON ALL TABLES IN SCHEMA app, types, \"Odd Schema\" TO " + reader);
            String writer = target.useNewRole();
            target.sql().execute("GRANT CREATE ON DATABASE " + target.sql().value("SELECT current_database()") + " TO "
                    + writer + "; GRANT CREATE, USAGE ON SCHEMA app TO " + writer);

            Structure structure = source.read();

            create(structure, target, Names.SAME);
            assertThat(target.definitions(true)).isEqualTo(expected);
            assertThat(structure.notCarried()).extracting(NotCarried::kind).contains("value of sequence");
        }
    }

    /** The target is empty before. The shop's defaults call a function that servers have from 13 on. */
    @ParameterizedTest
    @MethodSource("versionsFrom13")
    void theShopOfTheQuickstartIsMadeAgain(String version) {
        try (TemporaryDatabase source = new TemporaryDatabase(EveryVersion.server(version));
             TemporaryDatabase target = new TemporaryDatabase(EveryVersion.server(version))) {
            source.withShop();
            Structure structure = source.read();
            create(structure, target, Names.SAME);
            assertThat(target.definitions(true)).isNotEmpty().isEqualTo(source.definitions(true));
            assertThat(structure.notCarried()).isEmpty();
        }
    }

    @Test
    void columnsMayBeSpelledLikeWordsOfTheGrammar() {
        int version = Integer.parseInt(NEWEST);
        try (TemporaryDatabase source = new TemporaryDatabase(EveryVersion.server(NEWEST));
             TemporaryDatabase expected = new TemporaryDatabase(EveryVersion.server(NEWEST));
             TemporaryDatabase target = new TemporaryDatabase(EveryVersion.server(NEWEST))) {
            source.with("structure-words.sql", version);
            expected.with("structure-words.sql", version).with("structure-words-renames.sql", version);
            target.sql().execute("CREATE SCHEMA app_m;"
                    + "CREATE FUNCTION app_m.name(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1';"
                    + "CREATE FUNCTION app_m.same(int, int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 ="
                    + " $2'");
            create(source.read(), target, new EverythingRenamed(source.tables()));
            assertThat(target.definitions(true)).isEqualTo(expected.definitions(true));
        }
    }

    private static void checkTarget(TemporaryDatabase source, Structure structure, int version, String target) {
        boolean withNamesOfNotNull = version >= Integer.parseInt(NEWEST);
        try (TemporaryDatabase expected = new TemporaryDatabase(EveryVersion.server(target));
             TemporaryDatabase same = new TemporaryDatabase(EveryVersion.server(target));
             TemporaryDatabase renamed = new TemporaryDatabase(EveryVersion.server(target))) {
            expected.with("structure-functions.sql", version).with("structure.sql", version);
            same.with("structure-functions.sql", version);
            create(structure, same, Names.SAME);
            assertThat(same.definitions(withNamesOfNotNull)).isEqualTo(expected.definitions(withNamesOfNotNull));

            expected.with("structure-renames.sql", version);
            renamed.sql().execute(VersionedScript.read("structure-functions.sql", version).replace("app", "shop"));
            create(structure, renamed, RENAMED);
            assertThat(renamed.create(structure, RENAMED)).as("second attempt").extracting(Outcome::result)
                    .containsOnly(Outcome.Result.EXISTED);
            assertThat(renamed.definitions(withNamesOfNotNull)).isEqualTo(expected.definitions(withNamesOfNotNull));
            checkNumbers(source, renamed);
        }
    }

    private static void create(Structure structure, TemporaryDatabase target, Names names) {
        assertThat(target.create(structure, names)).extracting(Outcome::result).doesNotContain(Outcome.Result.LEFT_OUT);
    }

    private static void checkNumbers(TemporaryDatabase source, TemporaryDatabase renamed) {
        source.sql().execute("INSERT INTO app.customers (name) VALUES ('a'), ('b')");
        source.sql().execute("INSERT INTO app.items DEFAULT VALUES");
        source.sql().execute("SELECT setval('\"Odd Schema\".\"Order_select_seq\"', 700, false)");
        renamed.setSequences(source.sequenceValues(), RENAMED);

        assertThat(renamed.sql().rows("INSERT INTO shop.customers (name) VALUES ('c') RETURNING customer_id"))
                .isEqualTo(source.sql().rows("INSERT INTO app.customers (name) VALUES ('c') RETURNING id"));
        assertThat(renamed.sql().rows("INSERT INTO shop.\"Our Goods\" DEFAULT VALUES RETURNING item_id, number, small"))
                .isEqualTo(source.sql().rows("INSERT INTO app.items DEFAULT VALUES RETURNING id, number, small"));
        assertThat(renamed.sql().value("INSERT INTO odd.\"Order\" DEFAULT VALUES RETURNING \"select\""))
                .isEqualTo("700");
    }
}
