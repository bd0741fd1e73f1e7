package io.pgtwin.benchmarks.growth;

import java.util.List;
import java.util.Locale;

import io.pgtwin.benchmarks.results.MarkdownTable;

/** All sizes of one dimension. */
record GrowthTable(Dimension dimension, List<GrowthPoint> points) {
    String text() {
        MarkdownTable table = new MarkdownTable(List.of(dimension.toString(), "start, s", "full copy, rows/s",
                "drain, changes/s", "worker's peak memory, MB"));
        points.forEach(it -> table.add(List.of(whole(it.value()), String.format(Locale.ROOT, "%.1f",
                it.start().toMillis() / 1e3), whole(it.rowsPerSecond()), whole(it.changesPerSecond()),
                whole(it.peakMegabytes()))));
        return table.text();
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }
}
