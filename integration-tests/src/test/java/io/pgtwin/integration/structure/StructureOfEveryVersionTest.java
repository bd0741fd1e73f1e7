package io.pgtwin.integration.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.pgtwin.integration.sync.EveryVersion;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.sql.ContentComparison;

/**
 * A schema with every kind of object that both servers know goes the whole way, under other names, from each version to
 * the newest, from the oldest to its own, and between some others, back to an older one too: definitions, rows and the
 * next values of sequences. How definitions must be is made by the server itself.
 */
@Order(8)
class StructureOfEveryVersionTest {
    private static final String NEWEST = "18";
    private static final String OLDEST = "10";

    private static Stream<Arguments> versions() {
        Stream<Arguments> others = Stream.of(Arguments.of(OLDEST, OLDEST), Arguments.of("12", "17"),
                Arguments.of("13", "15"), Arguments.of(NEWEST, "13"));
        return Stream.concat(others,
                EveryVersion.others().stream().map(version -> Arguments.of(version, NEWEST)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void definitionsRowsAndSequencesArriveUnderOtherNames(String source, String target) {
        PostgresServer targetServer = EveryVersion.server(target);
        Servers servers = Servers.shared().withSource(EveryVersion.server(source)).withTarget(targetServer);
        try (Sync sync = Sync.on(servers); TemporaryDatabase expected = new TemporaryDatabase(targetServer)) {
            StructureSyncTest.createSource(sync);
            sync.target().execute(StructureSyncTest.script("structure-functions.sql", sync).replace("app", "shop"));
            sync.withSink("name.mapping", StructureSyncTest.TABLE_NAMES)
                    .withSink("column.mapping", StructureSyncTest.COLUMN_NAMES).start();
            sync.awaitTarget("rows are there", it -> it.number("SELECT count(*) FROM pgtwin.status") > 0
                    && it.number("SELECT count(*) FROM pgtwin.status WHERE step = 'full' OR NOT"
                    + " rows_expected_is_exact") == 0);
            sync.awaitBuilt();

            assertThat(ContentComparison.between(sync.source(), sync.target()).withTables(StructureSyncTest::renamed)
                    .withColumns(StructureSyncTest::renamedColumn).differences()).isEmpty();
            int version = StructureSyncTest.version(sync);
            expected.with("structure-functions.sql", version).with("structure.sql", version);
            expected.sql().execute("DROP TABLE app.scratch");
            expected.with("structure-renames.sql", version);
            boolean withNamesOfNotNull = source.equals(target);
            assertThat(Definitions.of(sync.target(), target, withNamesOfNotNull))
                    .isEqualTo(expected.definitions(withNamesOfNotNull));
            checkNextValues(sync);
        }
    }

    private static void checkNextValues(Sync sync) {
        sync.rest().stop(sync.sourceConnector().name());
        sync.rest().stop(sync.sinkConnector().name());
        List<String> ofSource = List.of("INSERT INTO app.customers (name) VALUES ('c') RETURNING id",
                "INSERT INTO app.items DEFAULT VALUES RETURNING id, number, small",
                "INSERT INTO \"Odd Schema\".\"Order\" DEFAULT VALUES RETURNING \"select\"");
        List<String> ofTarget = List.of("INSERT INTO shop.customers (name) VALUES ('c') RETURNING customer_id",
                "INSERT INTO shop.\"Our Goods\" DEFAULT VALUES RETURNING item_id, number, small",
                "INSERT INTO odd.\"Order\" DEFAULT VALUES RETURNING \"select\"");
        for (int i = 0; i < ofSource.size(); i++) {
            assertThat(sync.target().rows(ofTarget.get(i))).isEqualTo(sync.source().rows(ofSource.get(i)));
        }
    }
}
