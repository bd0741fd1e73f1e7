package io.pgtwin.benchmarks.results;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.pgtwin.benchmarks.data.Comparison;

/** Results of 1,000 rows. */
final class Samples {
    private static final CpuTimes CPU = new CpuTimes(CpuTimes.PARTS.stream()
            .collect(Collectors.toMap(Function.identity(), part -> Duration.ofMillis(5))));

    private Samples() {
    }

    static Results results(Result... results) {
        return new Results(List.of(results));
    }

    static Result run(int round, String contestant, long seconds) {
        return result(round, contestant, new Reading("copy", 1000, Duration.ofSeconds(seconds), CPU, Optional.empty()));
    }

    static Result steady(int round, String contestant, Latency latency) {
        return result(round, contestant, new Reading("steady", 1000, Duration.ofSeconds(2), CPU, Optional.of(latency)));
    }

    private static Result result(int round, String contestant, Reading reading) {
        return new Result(round, contestant, reading, new Comparison(2, 1000, List.of()));
    }
}
