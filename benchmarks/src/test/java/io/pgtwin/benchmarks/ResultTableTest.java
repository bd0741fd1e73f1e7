package io.pgtwin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class ResultTableTest {
    private static final CpuTimes CPU = new CpuTimes(Stream.of("source", "target", "broker", "worker")
            .collect(Collectors.toMap(Function.identity(), part -> Duration.ofMillis(5))));

    @Test
    void medianIsTheMiddleOrBetweenTheTwoInTheMiddle() {
        assertThat(ResultTable.median(List.of(3, 1, 2), it -> it)).isEqualTo(2);
        assertThat(ResultTable.median(List.of(4, 1, 2, 3), it -> it)).isEqualTo(2.5);
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        String text = new ResultTable(List.of(round(10, 20), round(20, 20), round(30, 10))).text();

        assertThat(text).contains("| copy | native | 50 | 33 to 100 | 1.00 | 5.0 | 5.0 | 5.0 | 5.0 |")
                .contains("| copy | pgtwin | 50 | 50 to 100 | 1.00 | 5.0 | 5.0 | 5.0 | 5.0 |");
    }

    private static List<Result> round(long nativeSeconds, long ourSeconds) {
        return Map.of("native", nativeSeconds, "pgtwin", ourSeconds).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> new Result("copy", it.getKey(), 1000, Duration.ofSeconds(it.getValue()), CPU)).toList();
    }
}
