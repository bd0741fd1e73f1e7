package io.pgtwin.integration.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is killed, frozen, cut off or restarted, every change arrives once. {@code PGTWIN_TORTURE_ROUNDS} says how many
 * rounds there are, {@code PGTWIN_TORTURE_SEED} with which seed they begin; each prints what it did.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfEnvironmentVariable(named = "PGTWIN_TORTURE_ROUNDS", matches = "\\d+", disabledReason = "a long run on demand")
class TortureTest {
    private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("PGTWIN_TORTURE_ROUNDS", "4"));
    private static final long SEED = Long.parseLong(System.getenv().getOrDefault("PGTWIN_TORTURE_SEED",
            String.valueOf(System.currentTimeMillis() % 1_000_000)));

    private Field field;

    private static LongStream seeds() {
        return LongStream.range(SEED, SEED + ROUNDS);
    }

    @BeforeAll
    void takeTheField() {
        field = new Field();
    }

    @AfterAll
    void leaveIt() {
        field.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyChangeArrivesOnce(long seed) {
        Round round = new Round(field, seed);
        Instant began = Instant.now();
        String outcome = "NOT equal";
        try {
            round.run();
            outcome = "equal";
        } finally {
            if (!outcome.equals("equal")) {
                field.keepLogs();
            }
            System.out.println("Torture, " + round + ": " + outcome + " after "
                    + Duration.between(began, Instant.now()).toSeconds() + " s");
        }
    }
}
