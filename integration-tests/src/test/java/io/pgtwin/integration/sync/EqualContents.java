package io.pgtwin.integration.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;

import io.pgtwin.testbed.process.TestbedException;
import io.pgtwin.testbed.sql.ContentComparison;
import io.pgtwin.testbed.sql.Database;

/** Waits until both databases of a sync hold the same rows. */
final class EqualContents {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Sync sync;
    private final List<String> tables;
    private final ConnectorHealth health;

    EqualContents(Sync sync, List<String> tables) {
        this.sync = sync;
        this.tables = tables;
        this.health = new ConnectorHealth(sync);
    }

    void await(Duration limit) {
        Awaitility.await("the databases of " + sync.name() + " hold the same").atMost(limit)
                .pollDelay(Duration.ZERO).pollInterval(INTERVAL).failFast(health::check)
                .untilAsserted(() -> assertThat(differences()).isEmpty());
    }

    /** A server that a test has killed cannot be asked; it will come back. */
    private List<String> differences() {
        try {
            return sameCounts() ? differencesInValues() : List.of("numbers of rows differ: " + countsOnBothSides());
        } catch (TestbedException e) {
            return List.of(e.getMessage());
        }
    }

    /** Cheap, compared to all values of large tables. */
    private boolean sameCounts() {
        return counts(sync.source()).equals(counts(sync.target()));
    }

    private String countsOnBothSides() {
        return tables + ": " + counts(sync.source()) + " and " + counts(sync.target());
    }

    private List<String> counts(Database database) {
        return database.rows(tables.stream().map(table -> "(SELECT count(*) FROM " + quoted(table) + ")")
                .collect(Collectors.joining(", ", "SELECT ", ""))).get(0);
    }

    private List<String> differencesInValues() {
        return ContentComparison.between(sync.source(), sync.target()).differences(tables).stream()
                .map(Object::toString).toList();
    }

    private static String quoted(String table) {
        int dot = table.indexOf('.');
        return '"' + table.substring(0, dot) + "\".\"" + table.substring(dot + 1) + '"';
    }
}
