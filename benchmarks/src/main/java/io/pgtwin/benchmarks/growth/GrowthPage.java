package io.pgtwin.benchmarks.growth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.pgtwin.benchmarks.results.Machine;

/** A page with a section for each dimension that was measured; the charts are beside it in a folder {@code results}. */
record GrowthPage(Path file) {
    private static final String BEGINNING = """
            # How cost grows

            Written by `benchmarks/run growth`: one run of each size, each with a worker that has just started, so that
            every number holds its warm-up. Both databases were compared after each run. The worker's heap is 512 MB.
            The start is the time from the command that begins until the first rows are in the target, and a part of
            the full copy's. Unless more is said, there are 200 MB of values, in columns of 20 bytes, and the drain is
            of up to 200,000 changes.
            """;
    private static final String HEADING = "\n## ";

    /** Puts the section of a dimension in the place of what was there before. */
    void write(GrowthTable table, String versions) {
        String chart = "results/growth-" + table.dimension() + ".png";
        try {
            Map<String, String> sections = sections();
            sections.put(table.dimension().toString(), section(table, versions, chart));
            Files.writeString(file, BEGINNING + Arrays.stream(Dimension.values()).map(Dimension::toString)
                    .filter(sections::containsKey).map(it -> HEADING + it + "\n" + sections.get(it))
                    .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new GrowthChart(table.dimension().toString(), table.points()).write(file.resolveSibling(chart));
    }

    private Map<String, String> sections() throws IOException {
        if (!Files.exists(file)) {
            return new LinkedHashMap<>();
        }
        return Stream.of(Files.readString(file).split(HEADING)).skip(1).map(it -> it.split("\n", 2))
                .collect(Collectors.toMap(it -> it[0], it -> it[1], (first, second) -> second, LinkedHashMap::new));
    }

    private static String section(GrowthTable table, String versions, String chart) {
        return "\n" + table.dimension().description() + "\n\nMeasured on " + LocalDate.now(ZoneOffset.UTC) + ": "
                + versions + "; " + Machine.ours() + ".\n\n" + table.text() + "\n![" + table.dimension() + "](" + chart
                + ")\n";
    }
}
