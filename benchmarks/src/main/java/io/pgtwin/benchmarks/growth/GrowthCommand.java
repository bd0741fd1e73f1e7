package io.pgtwin.benchmarks.growth;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.pgtwin.benchmarks.data.Servers;
import io.pgtwin.testbed.Testbed;

/** Command {@code benchmarks/run growth}. */
@Command(name = "growth", mixinStandardHelpOptions = true, usageHelpAutoWidth = true, sortOptions = false,
        description = "Measures pgtwin's full copy, its drain of a backlog and its worker's memory while one thing"
                + " grows, and draws them.")
public final class GrowthCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIMENSION", description = "What grows: ${COMPLETION-CANDIDATES}")
    private Dimension dimension;

    @Option(names = "--values", split = ",", paramLabel = "N", description = "Its sizes; default: up to the documented"
            + " limits")
    private List<Long> values = List.of();

    @Option(names = "--megabytes", defaultValue = "200", description = "Data, unless its amount follows from the size;"
            + " default: ${DEFAULT-VALUE}")
    private long megabytes;

    @Option(names = "--postgres", defaultValue = "17", description = "PostgreSQL version; default: ${DEFAULT-VALUE}")
    private String postgres;

    @Option(names = "--chart", paramLabel = "FILE", description = "Draws a chart, a .png")
    private Optional<Path> chart = Optional.empty();

    @Override
    public Integer call() {
        List<GrowthPoint> points = new ArrayList<>();
        try (Testbed testbed = Servers.start(postgres)) {
            Growth growth = new Growth(testbed, dimension, megabytes * 1_000_000);
            System.out.println("| " + dimension + " | full copy, rows/s | drain, changes/s | worker's peak memory, MB |\n"
                    + "| --- | --- | --- | --- |");
            for (long value : values.isEmpty() ? dimension.usualValues() : values) {
                GrowthPoint point = growth.measure(value);
                System.out.printf(Locale.ROOT, "| %,d | %,.0f | %,.0f | %,.0f |%n", value, point.rowsPerSecond(),
                        point.changesPerSecond(), point.peakMegabytes());
                points.add(point);
            }
        }
        chart.ifPresent(file -> new GrowthChart(dimension.toString(), points).write(file));
        return 0;
    }
}
