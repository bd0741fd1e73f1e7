package io.pgtwin.integration.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.pgtwin.common.structure.Names;
import io.pgtwin.common.structure.NotCarried;
import io.pgtwin.common.structure.Outcome;
import io.pgtwin.common.structure.Structure;
import io.pgtwin.common.structure.StructureJson;
import io.pgtwin.integration.sync.EveryVersion;

/**
 * A schema with every kind of object, read from each version, comes out the same in the newest version and in its own.
 * What it must be is made by the server itself: the same script, run in the target's version, and then its own ALTER
 * ... RENAME.
 */
class StructureTest {
    private static final String NEWEST = "18";
    private static final Names RENAMED = new RenamedNames();

    private static Stream<String> versions() {
        return EveryVersion.all().stream();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyObjectOfEveryVersionIsMadeAgain(String version) {
        int number = Integer.parseInt(version);
        try (TemporaryDatabase source = new TemporaryDatabase(EveryVersion.server(version))) {
            source.with("structure-functions.sql", number).with("structure.sql", number)
                    .with("structure-not-carried.sql", number);
            Structure structure = source.read();
            assertThat(StructureJson.readStructure(StructureJson.write(structure))).isEqualTo(structure);
            assertThat(structure.notCarried()).extracting(NotCarried::name).contains("app.cheap", "app.dear",
                    "app.items.touched", "app.items.visible", "app.scratch.nothing", "app.initials(name text)",
                    "app.customers",
                    "app.dangling.dangling_fk", "types.not_selected", "types.unused", "types.alone");
            for (String target : version.equals(NEWEST) ? List.of(NEWEST) : List.of(version, NEWEST)) {
                checkTarget(source, structure, number, target);
            }
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
            assertThat(renamed.definitions(withNamesOfNotNull)).isEqualTo(expected.definitions(withNamesOfNotNull));
            checkNumbers(source, renamed);
        }
    }

    /** A second attempt finds everything. */
    private static void create(Structure structure, TemporaryDatabase target, Names names) {
        assertThat(target.create(structure, names)).extracting(Outcome::result).doesNotContain(Outcome.Result.LEFT_OUT);
        assertThat(target.create(structure, names)).extracting(Outcome::result).containsOnly(Outcome.Result.EXISTED);
    }

    private static void checkNumbers(TemporaryDatabase source, TemporaryDatabase renamed) {
        source.sql().execute("INSERT INTO app.customers (name) VALUES ('a'), ('b')");
        source.sql().execute("INSERT INTO app.items DEFAULT VALUES");
        source.sql().execute("SELECT setval('\"Odd Schema\".\"Order_select_seq\"', 700, false)");
        assertThat(renamed.setSequences(source.sequenceValues(), RENAMED)).isEmpty();

        assertThat(renamed.sql().rows("INSERT INTO shop.customers (name) VALUES ('c') RETURNING customer_id"))
                .isEqualTo(source.sql().rows("INSERT INTO app.customers (name) VALUES ('c') RETURNING id"));
        assertThat(renamed.sql().rows("INSERT INTO shop.\"Our Goods\" DEFAULT VALUES RETURNING item_id, number, small"))
                .isEqualTo(source.sql().rows("INSERT INTO app.items DEFAULT VALUES RETURNING id, number, small"));
        assertThat(renamed.sql().value("INSERT INTO odd.\"Order\" DEFAULT VALUES RETURNING \"select\""))
                .isEqualTo("700");
    }
}
