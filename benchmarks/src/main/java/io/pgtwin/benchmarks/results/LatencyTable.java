package io.pgtwin.benchmarks.results;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Latency under a steady load: medians of several rounds, in milliseconds.
 *
 * @param results all with a latency
 * @param peers whom the others are compared with
 */
public record LatencyTable(Results results, List<String> peers) {
    static final Map<String, ToDoubleFunction<Reading>> NUMBERS = new LinkedHashMap<>();
    /** The largest value is too much of an accident for a ratio. */
    private static final int COMPARED = 2;

    static {
        NUMBERS.put("p50", millis(Latency::median));
        NUMBERS.put("p99", millis(Latency::p99));
        NUMBERS.put("max", millis(Latency::max));
    }

    private static ToDoubleFunction<Reading> millis(Function<Latency, Duration> value) {
        return reading -> value.apply(reading.latency().orElseThrow()).toNanos() / 1e6;
    }

    public String text() {
        MarkdownTable table = new MarkdownTable(Stream.of(
                Stream.of("workload", "system", "changes/s until all were there"),
                NUMBERS.keySet().stream().map(it -> it + " ms"),
                NUMBERS.keySet().stream().limit(COMPARED).flatMap(number ->
                        peers.stream().map(peer -> number + " x " + peer))).flatMap(it -> it).toList());
        for (String workload : results.workloads()) {
            results.contestants(workload).forEach(contestant -> table.add(line(workload, contestant)));
        }
        return table.text();
    }

    private List<String> line(String workload, String contestant) {
        List<String> line = new ArrayList<>(List.of(workload, contestant, String.format(Locale.ROOT, "%,.0f",
                results.spread(workload, contestant, Reading::perSecond).orElseThrow().median())));
        NUMBERS.values().forEach(number ->
                line.add(spread(results.spread(workload, contestant, number).orElseThrow())));
        NUMBERS.values().stream().limit(COMPARED).forEach(number -> peers.forEach(peer ->
                line.add(ResultTable.ratio(results.ratio(workload, contestant, peer, number)))));
        return line;
    }

    private static String spread(Spread spread) {
        return String.format(Locale.ROOT, "%.1f (%.1f to %.1f)", spread.median(), spread.lowest(), spread.highest());
    }
}
