package io.pgtwin.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Latency FAST = new Latency(Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(9));
    private static final Latency SLOW = new Latency(Duration.ofMillis(40), Duration.ofMillis(50),
            Duration.ofMillis(90));

    private final Report report = new Report(Map.of("date", "2026-01-01"), Map.of("native", "the server's own"),
            List.of("native", "debezium"), Samples.results(Samples.run(1, "native", 10), Samples.run(1, "pgtwin", 5),
            Samples.steady(1, "pgtwin", FAST), Samples.steady(1, "debezium", SLOW)),
            List.of(new Failure(2, "copy", "pgtwin", "not equal: public.items: 3 rows in the source, 2 there")));

    @Test
    void thePageHasTablesAndChartsThatExist(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("RESULTS.md");

        report.write(page);

        assertThat(page).content().contains("- date: 2026-01-01", "- native: the server's own",
                "| copy | pgtwin | 200 |",
                "![throughput](results/throughput.png)", "![latency](results/latency.png)",
                "Does not count: copy, pgtwin, round 2: not equal: public.items: 3 rows in the source, 2 there");
        for (String chart : List.of("throughput", "latency")) {
            assertThat(ImageIO.read(folder.resolve("results/" + chart + ".png").toFile()).getWidth()).isEqualTo(1000);
        }
    }

    @Test
    void latenciesAreComparedWithThoseOfPeers() {
        assertThat(report.text()).contains("| steady | pgtwin | 500 | 2.0 (2.0 to 2.0) | 5.0 (5.0 to 5.0)"
                + " | 9.0 (9.0 to 9.0) | – | 0.05 | – | 0.10 |");
    }

    @Test
    void whatWasComparedIsShown() {
        assertThat(report.text()).contains("| copy | native | 2 | 1,000 | in 1 run |");
    }

    @Test
    void percentilesAreThoseOfTheHistogram() {
        Histogram nanos = new Histogram(3);
        for (int millis = 1; millis <= 100; millis++) {
            nanos.recordValue(Duration.ofMillis(millis).toNanos());
        }

        Latency latency = Latency.of(nanos);

        assertThat(latency.median()).isBetween(Duration.ofMillis(50), Duration.ofMillis(51));
        assertThat(latency.p99()).isBetween(Duration.ofMillis(99), Duration.ofMillis(100));
        assertThat(latency.max()).isBetween(Duration.ofMillis(100), Duration.ofMillis(101));
    }
}
