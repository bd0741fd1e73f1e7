package io.pgtwin.benchmarks.results;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Bars of several systems side by side.
 *
 * @param categories what the groups of bars are about
 * @param series by system the height of the bar in each group; a group may lack it
 */
public record Chart(String title, String yTitle, List<String> categories, Map<String, List<Optional<Double>>> series) {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 500;
    private static final double LOWEST = 0.1;
    private static final int LABEL_DEGREES = 20;

    /** Speed as a multiple of a peer's, in its workloads: those whose rows have another size are comparable then. */
    static Chart ofRatios(String title, Results results, String peer) {
        List<String> workloads = results.workloads().stream()
                .filter(workload -> results.contestants(workload).contains(peer)).toList();
        Map<String, List<Optional<Double>>> series = new LinkedHashMap<>();
        results.contestants().forEach(contestant -> series.put(contestant, workloads.stream()
                .map(workload -> boxed(results.ratio(workload, contestant, peer, Reading::perSecond))).toList()));
        return new Chart(title, peer + " = 1", workloads, series);
    }

    private static Optional<Double> boxed(OptionalDouble number) {
        return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }

    /** Bars of latency, which differ by orders of magnitude: the axis is logarithmic. */
    static Chart ofLatency(String title, Results results) {
        Map<String, List<Optional<Double>>> series = new LinkedHashMap<>();
        List<String> numbers = List.of("p50", "p99");
        results.contestants().forEach(contestant -> series.put(contestant, results.workloads().stream()
                .flatMap(workload -> numbers.stream().map(number -> results.spread(workload, contestant,
                        LatencyTable.NUMBERS.get(number)).map(Spread::median))).toList()));
        return new Chart(title, "milliseconds (logarithmic)", results.workloads().stream().flatMap(workload ->
                numbers.stream().map(number -> workload + " " + number)).toList(), series);
    }

    /** @param file ends with {@code .png} */
    public void write(Path file, boolean logarithmic) {
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title(title).yAxisTitle(yTitle)
                .build();
        chart.getStyler().setYAxisLogarithmic(logarithmic).setYAxisMin(logarithmic ? LOWEST : 0)
                .setLegendPosition(LegendPosition.OutsideE)                .setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setXAxisLabelRotation(LABEL_DEGREES).setYAxisDecimalPattern("#,##0.##");
        series.forEach((name, values) -> chart.addSeries(name, categories,
                values.stream().map(it -> it.orElse(null)).toList()));
        try {
            BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
