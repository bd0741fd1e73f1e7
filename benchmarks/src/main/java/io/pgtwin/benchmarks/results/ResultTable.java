package io.pgtwin.benchmarks.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Throughput: medians of several rounds with the ratios to peers of the same round.
 *
 * @param peers whom the others are compared with
 */
public record ResultTable(Results results, List<String> peers) {
    public String text() {
        MarkdownTable table = new MarkdownTable(Stream.of(Stream.of("workload", "system", "per second",
                        "lowest to highest"), peers.stream().map(it -> "x " + it),
                CpuTimes.PARTS.stream().map(it -> "us " + it)).flatMap(it -> it).toList());
        for (String workload : results.workloads()) {
            results.contestants(workload).forEach(contestant -> table.add(line(workload, contestant)));
        }
        return table.text();
    }

    private List<String> line(String workload, String contestant) {
        Spread speed = results.spread(workload, contestant, Reading::perSecond).orElseThrow();
        List<String> line = new ArrayList<>(List.of(workload, contestant, whole(speed.median()),
                whole(speed.lowest()) + " to " + whole(speed.highest())));
        peers.forEach(peer -> line.add(ratio(results.ratio(workload, contestant, peer, Reading::perSecond))));
        CpuTimes.PARTS.forEach(part -> line.add(String.format(Locale.ROOT, "%.1f",
                results.spread(workload, contestant, it -> it.cpuMicros(part)).orElseThrow().median())));
        return line;
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) : "–";
    }
}
