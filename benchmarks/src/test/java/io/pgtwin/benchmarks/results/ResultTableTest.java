package io.pgtwin.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class ResultTableTest {
    private static final List<String> PEERS = List.of("native", "debezium");

    @Test
    void ratiosAreTakenRoundByRound() {
        String text = new ResultTable(Samples.results(Samples.run(1, "native", 10), Samples.run(1, "pgtwin", 20),
                Samples.run(2, "native", 20), Samples.run(2, "pgtwin", 20), Samples.run(3, "native", 30),
                Samples.run(3, "pgtwin", 10)), PEERS).text();

        assertThat(text).contains("| copy | native | 50 | 33 to 100 | 1.00 | – | 5.0 | 5.0 | 5.0 | 5.0 | 5.0 |")
                .contains("| copy | pgtwin | 50 | 50 to 100 | 1.00 | – | 5.0 | 5.0 | 5.0 | 5.0 | 5.0 |");
    }

    @Test
    void aRoundWithoutThePeerHasNoRatio() {
        String text = new ResultTable(Samples.results(Samples.run(1, "pgtwin", 10), Samples.run(2, "debezium", 40),
                Samples.run(2, "pgtwin", 10)), PEERS).text();

        assertThat(text).contains("| copy | pgtwin | 100 | 100 to 100 | – | 4.00 |");
    }
}
