package io.pgtwin.integration.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;

import io.pgtwin.testbed.process.TestbedException;
import io.pgtwin.testbed.sql.ContentComparison;
import io.pgtwin.testbed.sql.Database;

/**
 * Waits until tables hold the same rows on both sides.
 *
 * @param tables {@code schema.table} of the source
 */
public record EqualContents(Database source, Database target, List<String> tables) {
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(2);

    /** @param health of the connectors that should bring it about */
    public void await(Duration limit, ConnectorHealth health) {
        AtomicReference<Duration> lastLook = new AtomicReference<>(Duration.ZERO);
        Awaitility.await("source and target hold the same").atMost(limit)
                .pollDelay(Duration.ZERO).pollInterval((count, last) -> pauseAfter(lastLook.get()))
                .failFast(health::check)
                .untilAsserted(() -> {
                    long began = System.nanoTime();
                    List<String> differences = differences();
                    lastLook.set(Duration.ofNanos(System.nanoTime() - began));
                    assertThat(differences).isEmpty();
                });
    }

    /** To look at large tables all the time would slow down what is waited for. */
    private static Duration pauseAfter(Duration look) {
        long millis = Math.min(2 * look.toMillis(), LONGEST_INTERVAL.toMillis());
        return Duration.ofMillis(Math.max(millis, INTERVAL.toMillis()));
    }

    /** A server that a test has killed cannot be asked; it will come back. */
    private List<String> differences() {
        try {
            List<String> differences = differencesInNumbers(counts(source), counts(target));
            return differences.isEmpty() ? differencesInValues() : differences;
        } catch (TestbedException e) {
            return List.of(e.getMessage());
        }
    }

    /** Cheap, compared to all values of large tables. */
    private List<String> counts(Database database) {
        return database.rows(tables.stream().map(table -> "(SELECT count(*) FROM " + quoted(table) + ")")
                .collect(Collectors.joining(", ", "SELECT ", ""))).get(0);
    }

    private List<String> differencesInNumbers(List<String> expected, List<String> found) {
        return IntStream.range(0, tables.size()).filter(i -> !expected.get(i).equals(found.get(i)))
                .mapToObj(i -> tables.get(i) + ": " + expected.get(i) + " and " + found.get(i) + " rows").toList();
    }

    private List<String> differencesInValues() {
        return ContentComparison.between(source, target).differences(tables).stream().map(Object::toString).toList();
    }

    private static String quoted(String table) {
        int dot = table.indexOf('.');
        return quote(table.substring(0, dot)) + "." + quote(table.substring(dot + 1));
    }

    private static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
