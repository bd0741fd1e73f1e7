package io.pgtwin.benchmarks;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Medians of several rounds as a Markdown table, with the ratio to the first contestant of the same round. */
record ResultTable(List<List<Result>> rounds) {
    private static final List<String> PARTS = List.of("source", "target", "broker", "worker");
    private static final String HEAD = """
            | workload | system | per second | lowest to highest | ratio to %s | CPU us each: source | target | broker | worker |
            |---|---|---|---|---|---|---|---|---|
            """;

    String text() {
        List<Result> first = rounds.get(0);
        String yardstick = first.get(0).contestant();
        return HEAD.formatted(yardstick) + first.stream().sorted((a, b) -> a.workload().compareTo(b.workload()))
                .map(it -> line(it, yardstick)).collect(Collectors.joining());
    }

    private String line(Result like, String yardstick) {
        List<Result> results = rounds.stream().map(round -> find(round, like.workload(), like.contestant())).toList();
        List<Double> ratios = rounds.stream().map(round -> find(round, like.workload(), like.contestant()).perSecond()
                / find(round, like.workload(), yardstick).perSecond()).toList();
        DoubleSummaryStatistics range = results.stream().mapToDouble(Result::perSecond).summaryStatistics();
        return String.format(Locale.ROOT, "| %s | %s | %,.0f | %,.0f to %,.0f | %.2f |%s%n", like.workload(),
                like.contestant(), median(results, Result::perSecond), range.getMin(), range.getMax(),
                median(ratios, it -> it), PARTS.stream().map(part -> String.format(Locale.ROOT, " %.1f |",
                        median(results, it -> it.cpuMicros(part)))).collect(Collectors.joining()));
    }

    private static Result find(List<Result> round, String workload, String contestant) {
        return round.stream().filter(it -> it.workload().equals(workload) && it.contestant().equals(contestant))
                .findFirst().orElseThrow();
    }

    static <T> double median(List<T> values, ToDoubleFunction<T> number) {
        double[] sorted = values.stream().mapToDouble(number).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
