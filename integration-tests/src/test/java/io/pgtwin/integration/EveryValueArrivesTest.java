package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.pgtwin.integration.sync.Converters;
import io.pgtwin.integration.sync.EveryVersion;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.integration.values.EveryValueScenario;
import io.pgtwin.integration.values.SampleTypes;
import io.pgtwin.testbed.postgres.PostgresServer;

/**
 * Values of every type arrive as they were, as the source and the target print them. The environment sets for how long
 * random values are sent after those made by hand, {@code PGTWIN_VALUES_SECONDS}, and {@code PGTWIN_SEED} repeats a
 * run, whose seed is printed. Known gap: special floats through JSON, see {@code special-floats.sql}.
 */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryValueArrivesTest {
    private final Duration budget = Duration.ofSeconds(environment("PGTWIN_VALUES_SECONDS").orElse(1L));
    private final long seed = environment("PGTWIN_SEED").orElseGet(System::nanoTime);

    @BeforeAll
    void printSeed() {
        System.out.println("PGTWIN_SEED=" + seed);
    }

    @ParameterizedTest
    @CsvSource({"10, COMPACT", "13, COMPACT", "17, COMPACT", "17, JSON_WITH_SCHEMAS", "17, JSON_WITHOUT_SCHEMAS",
        "18, COMPACT"})
    void everyValueOfEveryTypeArrives(String version, Converters converters) throws SQLException {
        PostgresServer server = EveryVersion.server(version);
        try (Sync sync = Sync.on(Servers.shared().withSource(server).withTarget(server))) {
            int number = Integer.parseInt(version);
            new EveryValueScenario(sync, number, converters).play(new Random(seed), budget);
            assertThat(SampleTypes.missing(sync.source(), number)).isEmpty();
        }
    }

    private static Optional<Long> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).map(Long::valueOf);
    }
}
