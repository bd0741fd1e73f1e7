package io.pgtwin.integration.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.pgtwin.testbed.process.TestbedHome;

/**
 * Whatever is killed, frozen, cut off, filled or restarted, every change arrives once. Twenty short rounds; or, on
 * demand, long ones: {@code PGTWIN_TORTURE_ROUNDS} says how many, {@code PGTWIN_TORTURE_SEED} with which seed they
 * begin, {@code PGTWIN_TORTURE_FIELDS} how many run side by side, {@code PGTWIN_TORTURE_STRIKES} how many strikes each
 * has, {@code PGTWIN_TORTURE_REPORT} where to write a report.
 */
@Order(1)
class TortureTest {
    private static final String SHORT_ROUNDS = "20";

    private final Optional<String> longRounds = setting("ROUNDS");
    private final Pace usual = longRounds.isPresent() ? Pace.LONG : Pace.SHORT;
    private final Pace pace = setting("STRIKES").map(Integer::parseInt).map(usual::withStrikes).orElse(usual);
    private final int rounds = Integer.parseInt(longRounds.orElse(SHORT_ROUNDS));
    private final long firstSeed =
            setting("SEED").map(Long::parseLong).orElseGet(() -> System.currentTimeMillis() % 1_000_000);
    private final int fields = setting("FIELDS").map(Integer::parseInt).orElse(2);

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getenv("PGTWIN_TORTURE_" + name));
    }

    @Test
    void everyChangeArrivesOnce() {
        Optional<Path> report = setting("REPORT").map(file -> TestbedHome.repository().resolve(file));
        List<Outcome> outcomes = new Tournament(fields, pace, report).run(firstSeed, rounds);
        assertThat(outcomes).hasSize(rounds)
                .allSatisfy(outcome -> assertThat(outcome.failure()).as(outcome.toString()).isEmpty());
    }
}
