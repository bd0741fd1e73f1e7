package io.pgtwin.benchmarks.growth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Speed on the left axis and memory on the right one, over a logarithmic axis of sizes. */
record GrowthChart(String dimension, List<GrowthPoint> points) {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;
    private static final int RIGHT = 1;

    /** @param file ends with {@code .png} */
    void write(Path file) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title("pgtwin by " + dimension)
                .xAxisTitle(dimension).yAxisTitle("per second").build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisMin(0, 0.0).setYAxisMin(RIGHT, 0.0)
                .setLegendPosition(LegendPosition.OutsideS);
        chart.setYAxisGroupTitle(RIGHT, "MB");
        add(chart, "full copy, rows per second", GrowthPoint::rowsPerSecond, 0);
        add(chart, "drain, changes per second", GrowthPoint::changesPerSecond, 0);
        add(chart, "peak of the worker's memory, MB", GrowthPoint::peakMegabytes, RIGHT);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(XYChart chart, String name, ToDoubleFunction<GrowthPoint> number, int axis) {
        chart.addSeries(name, points.stream().mapToDouble(GrowthPoint::value).toArray(),
                points.stream().mapToDouble(number).toArray()).setYAxisGroup(axis);
    }
}
