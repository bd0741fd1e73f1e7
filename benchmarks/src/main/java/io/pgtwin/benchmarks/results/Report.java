package io.pgtwin.benchmarks.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that a run has shown, as a page with charts.
 *
 * @param setUp what else a reader needs to know, by name: versions, sizes
 * @param systems descriptions by name
 * @param peers whom the others are compared with
 */
public record Report(Map<String, String> setUp, Map<String, String> systems, List<String> peers, Results results,
        List<Failure> failures) {
    private static final String EXPLANATION = """
            All systems ran with the same servers in turn; a run began with a fresh pair of databases and a checkpoint.
            Numbers are medians of the rounds, ratios are medians of each round's ratio, and `us` is processor time in
            microseconds for each row or change, by process: `benchmark` makes steady loads and is the pipe between
            two COPYs.

            """;
    private static final String ABOUT_LATENCY = """
            From the return of the commit at the source until a query at the target sees the transaction, with one
            clock: the target is asked every 0.3 ms. A system that cannot follow has latencies that grow for as long as
            the load lasts.

            """;
    private static final String ABOUT_EQUALITY = """
            After each run every table of both databases was compared: the number of rows, and a checksum over all
            values.

            """;

    /** Medians and comparisons, for a terminal. */
    public String text() {
        return tables("");
    }

    /** Writes the page, and charts beside it in a folder {@code results}. */
    public void write(Path file) {
        Path folder = file.toAbsolutePath().getParent().resolve("results");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, page());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (hasRatios()) {
            Chart.ofRatios("Throughput as a multiple of " + peers.get(0) + "'s", speeds(), peers.get(0))
                    .write(folder.resolve("throughput.png"), false);
        }
        if (!latencies().all().isEmpty()) {
            Chart.ofLatency("Latency under a steady load", latencies()).write(folder.resolve("latency.png"), true);
        }
    }

    private String page() {
        return "# Results\n\nWritten by `benchmarks/run`.\n\n" + list(setUp) + "- machine: " + Machine.ours() + "\n\n"
                + EXPLANATION + list(systems) + tables("\n![%s](results/%s.png)\n");
    }

    private static String list(Map<String, String> items) {
        return items.entrySet().stream().map(it -> "- " + it.getKey() + ": " + it.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** @param image a format with two places, or nothing */
    private String tables(String image) {
        StringBuilder text = new StringBuilder();
        if (!speeds().all().isEmpty()) {
            text.append("\n## Throughput\n\n").append(new ResultTable(speeds(), peers).text())
                    .append(hasRatios() ? image.formatted("throughput", "throughput") : "");
        }
        if (!latencies().all().isEmpty()) {
            text.append("\n## Latency\n\n").append(ABOUT_LATENCY).append(new LatencyTable(latencies(), peers).text())
                    .append(image.formatted("latency", "latency"));
        }
        return text.append("\n## Equality\n\n").append(ABOUT_EQUALITY)
                .append(new ComparisonTable(results, failures).text()).toString();
    }

    private boolean hasRatios() {
        return speeds().contestants().contains(peers.get(0));
    }

    private Results speeds() {
        return results.where(reading -> reading.latency().isEmpty());
    }

    private Results latencies() {
        return results.where(reading -> reading.latency().isPresent());
    }
}
