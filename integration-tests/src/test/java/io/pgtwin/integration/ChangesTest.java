package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.pgtwin.integration.sync.ChangeScenario;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.SinkGroup;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.sql.Database;

/**
 * Changes that are easily applied wrongly, each applied in every way: a transaction of the target for every change,
 * small ones row by row, and large ones as sets. The changes wait in Kafka until all are made, so that a batch holds
 * what it can.
 */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<ChangeScenario> SCENARIOS = ChangeScenario.in("changes.sql");

    private Sync sync;
    private SinkGroup sinks;

    @BeforeAll
    void makeAllChangesWhileNoSinkRuns() {
        sync = Sync.on(Servers.shared()).withSource("table.exclude.list", ".*[.]not_selected");
        sinks = new SinkGroup(sync)
                .with("singly", Map.of("batch.max.rows", "1", "consistency", "table", "tasks.max", "4"))
                .with("row_by_row", Map.of("batch.max.rows", "4", "consistency", "table", "tasks.max", "4"))
                .with("in_sets", Map.of("batch.linger.ms", "500", "consistency", "table"))
                .with("overwriting", Map.of("batch.linger.ms", "500", "consistency", "table", "conflict.mode",
                        "overwrite"))
                .with("whole", Map.of("consistency", "transaction"))
                .with("whole_in_pieces", Map.of("consistency", "transaction", "batch.max.rows", "2"));
        makeTables();
        sync.startSource();
        sinks.start();
        sinks.awaitEqual(allTables(), LIMIT);
        sinks.stop();
        for (ChangeScenario scenario : SCENARIOS) {
            scenario.changeOtherRows(sync.source(), "before");
            scenario.changes().runOn(sync.source());
            scenario.changeOtherRows(sync.source(), "after");
        }
        sinks.resume();
    }

    private void makeTables() {
        for (ChangeScenario scenario : SCENARIOS) {
            scenario.tables().runOn(sync.source());
            sinks.targets().forEach(scenario.tables()::runOn);
            scenario.rows().runOn(sync.source());
            scenario.addOtherRows(sync.source());
        }
        sync.source().execute("CREATE TABLE interleaved (id int PRIMARY KEY, note text)");
    }

    @AfterAll
    void remove() {
        sinks.close();
        sync.close();
    }

    static List<ChangeScenario> scenarios() {
        return SCENARIOS;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void changesArrive(ChangeScenario scenario) {
        sinks.awaitEqual(selected(scenario.tableNames(sync.source())), LIMIT);
    }

    @Test
    void tablesThatAreNotSelectedStayAsTheyAre() {
        sinks.awaitEqual(allTables(), LIMIT);
        for (Database target : sinks.targets()) {
            assertThat(target.tables().stream().filter(table -> table.endsWith(".not_selected"))).singleElement()
                    .satisfies(table -> assertThat(target.number("SELECT count(*) FROM " + table)).isZero());
        }
    }

    @Test
    void longTransactionsThatOverlapArriveInTheOrderOfTheirCommits() throws SQLException {
        try (Connection first = sync.source().connect(); Connection second = sync.source().connect();
             Statement one = begin(first); Statement other = begin(second)) {
            for (int i = 0; i < 400; i++) {
                one.execute("INSERT INTO interleaved VALUES (" + 2 * i + ", 'first')");
                other.execute("INSERT INTO interleaved VALUES (" + (2 * i + 1) + ", 'second')");
                one.execute("UPDATE interleaved SET note = 'first, changed' WHERE id = " + 2 * (i / 2));
                other.execute("DELETE FROM interleaved WHERE id = " + (4 * (i / 3) + 1));
            }
            second.commit();
            one.execute("UPDATE interleaved SET note = 'changed after the commit' WHERE id % 7 = 0");
            first.commit();
        }
        sinks.awaitEqual(List.of("public.interleaved"), LIMIT);
    }

    private static Statement begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return connection.createStatement();
    }

    private List<String> allTables() {
        return selected(sync.source().tables());
    }

    private static List<String> selected(List<String> tables) {
        return tables.stream().filter(table -> !table.endsWith(".not_selected")).toList();
    }
}
