package io.pgtwin.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class ChartTest {
    @Test
    void barsAreMultiplesOfThePeer() {
        Chart chart = Chart.ofRatios("speed", Samples.results(Samples.run(1, "native", 10),
                Samples.run(1, "pgtwin", 4), Samples.run(2, "debezium", 10)), "native");

        assertThat(chart.categories()).containsExactly("copy");
        assertThat(chart.series()).hasSize(3).containsEntry("native", List.of(Optional.of(1.0)))
                .containsEntry("pgtwin", List.of(Optional.of(2.5)))
                .containsEntry("debezium", List.of(Optional.empty()));
    }

    @Test
    void workloadsWithoutThePeerAreLeftOut() {
        Result alone = Samples.steady(1, "pgtwin", new Latency(Duration.ZERO, Duration.ZERO, Duration.ZERO));

        assertThat(Chart.ofRatios("speed", Samples.results(Samples.run(1, "native", 10), alone), "native").categories())
                .containsExactly("copy");
    }

    @Test
    void latencyHasABarForEachPercentile() {
        Chart chart = Chart.ofLatency("latency", Samples.results(Samples.steady(1, "pgtwin",
                new Latency(Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(9)))));

        assertThat(chart.categories()).containsExactly("steady p50", "steady p99");
        assertThat(chart.series()).containsEntry("pgtwin", List.of(Optional.of(2.0), Optional.of(5.0)));
    }
}
