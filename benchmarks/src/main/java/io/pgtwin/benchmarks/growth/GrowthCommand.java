package io.pgtwin.benchmarks.growth;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.pgtwin.benchmarks.data.Servers;
import io.pgtwin.benchmarks.data.Versions;
import io.pgtwin.testbed.Testbed;

/** Command {@code benchmarks/run growth}. */
@Command(name = "growth", mixinStandardHelpOptions = true, usageHelpAutoWidth = true, sortOptions = false,
        description = "Measures pgtwin's start, its full copy, its drain of a backlog and its worker's memory while one"
                + " thing grows.")
public final class GrowthCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIMENSION", arity = "0..*", description = "What grows, one after the other:"
            + " ${COMPLETION-CANDIDATES}; default: all")
    private List<Dimension> dimensions = List.of(Dimension.values());

    @Option(names = "--values", split = ",", paramLabel = "N", description = "Its sizes; default: up to the documented"
            + " limits")
    private List<Long> values = List.of();

    @Option(names = "--megabytes", defaultValue = "200", description = "Data, unless its amount follows from the size;"
            + " default: ${DEFAULT-VALUE}")
    private long megabytes;

    @Option(names = "--postgres", defaultValue = "17", description = "PostgreSQL version; default: ${DEFAULT-VALUE}")
    private String postgres;

    @Option(names = "--results", paramLabel = "FILE", description = "Writes a page with tables and charts, as"
            + " benchmarks/GROWTH.md is one; what it has of other dimensions stays")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() {
        try (Testbed testbed = Servers.start(postgres)) {
            String versions = Versions.text(testbed);
            dimensions.forEach(dimension -> measure(testbed, dimension, versions));
        }
        return 0;
    }

    /** Tells after each size, so that a measurement which is broken off has results all the same. */
    private void measure(Testbed testbed, Dimension dimension, String versions) {
        Growth growth = new Growth(testbed, dimension, megabytes * 1_000_000);
        List<GrowthPoint> points = new ArrayList<>();
        for (long value : values.isEmpty() ? dimension.usualValues() : values) {
            points.add(growth.measure(value));
            GrowthTable table = new GrowthTable(dimension, points);
            System.out.println(table.text());
            file.ifPresent(page -> new GrowthPage(page).write(table, versions));
        }
    }
}
