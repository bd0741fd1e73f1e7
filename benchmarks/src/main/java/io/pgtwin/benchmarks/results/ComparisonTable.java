package io.pgtwin.benchmarks.results;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was compared after the runs: a row for each system and workload. */
public record ComparisonTable(Results results, List<Failure> failures) {
    public String text() {
        MarkdownTable table = new MarkdownTable(List.of("workload", "system", "tables", "rows in the source", "equal"));
        for (String workload : results.workloads()) {
            results.contestants(workload).forEach(contestant -> table.add(line(workload, contestant)));
        }
        return table.text() + failures.stream().map(it -> "\nDoes not count: " + it + "\n")
                .collect(Collectors.joining());
    }

    private List<String> line(String workload, String contestant) {
        List<Result> runs = results.of(workload, contestant);
        return List.of(workload, contestant, numbers(runs.stream().map(it -> (long) it.comparison().tables())),
                numbers(runs.stream().map(it -> it.comparison().rows())), "in " + runs.size()
                        + (runs.size() == 1 ? " run" : " runs"));
    }

    private static String numbers(Stream<Long> numbers) {
        Set<String> different = numbers.sorted().map(it -> String.format(Locale.ROOT, "%,d", it))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return String.join(" / ", different);
    }
}
