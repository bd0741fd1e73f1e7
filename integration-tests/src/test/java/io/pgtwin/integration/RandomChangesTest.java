package io.pgtwin.integration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.Converters;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.SinkGroup;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.sql.Database;

/**
 * Random changes of rows that meet again and again, by two sessions whose transactions overlap, leave the same rows on
 * both sides, wherever batches are cut and whichever converters are used. The environment gives
 * {@code PGTWIN_RANDOM_SEED} and {@code PGTWIN_RANDOM_CHANGES}; the seed is printed.
 */
@ExtendWith(FreshSync.class)
class RandomChangesTest {
    private static final long SEED = Long.parseLong(
            System.getenv().getOrDefault("PGTWIN_RANDOM_SEED", String.valueOf(System.nanoTime())));
    private static final int CHANGES = Integer.parseInt(System.getenv().getOrDefault("PGTWIN_RANDOM_CHANGES", "3000"));
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int CHANGES_FOR_A_TRUNCATE = 400;

    private final Random random = new Random(SEED);

    @Test
    void randomChangesLeaveTheSameRowsWhereverBatchesAreCut(Sync sync) throws SQLException {
        Converters converters = Converters.values()[random.nextInt(Converters.values().length)];
        System.out.println("PGTWIN_RANDOM_SEED=" + SEED + ", that is with " + converters);
        sync.with(converters);
        try (SinkGroup sinks = new SinkGroup(sync)) {
            sinks.with("by1", batches(1)).with("by23", batches(23)).with("by300", batches(300))
                    .with("by10000", batches(10_000))
                    .with("overwriting", Map.of("conflict.mode", "overwrite", "consistency", "table"))
                    .with("whole", Map.of("consistency", "transaction"))
                    .with("whole_in_pieces", Map.of("consistency", "transaction", "batch.max.rows", "3"));
            Script.named("hot-tables.sql").runOn(sync.source());
            sinks.targets().forEach(Script.named("hot-tables.sql")::runOn);
            change(sync.source(), CHANGES / 4);
            sync.startSource();
            sinks.start();
            change(sync.source(), CHANGES / 4);
            sinks.awaitEqual(sync.source().tables(), LIMIT);

            sinks.stop();
            change(sync.source(), CHANGES / 2);
            sinks.resume();
            sinks.awaitEqual(sync.source().tables(), LIMIT);
        }
    }

    private static Map<String, String> batches(int rows) {
        return Map.of("batch.max.rows", String.valueOf(rows), "batch.linger.ms", rows < 10_000 ? "0" : "300",
                "consistency", "table");
    }

    private void change(Database source, int changes) throws SQLException {
        try (RandomSession even = new RandomSession(source, random, 0);
             RandomSession odd = new RandomSession(source, random, 1)) {
            for (int i = 0; i < changes; i++) {
                (random.nextBoolean() ? even : odd).doSomething();
                if (random.nextInt(CHANGES_FOR_A_TRUNCATE) == 0) {
                    even.end();
                    odd.end();
                    even.truncateSomething();
                }
            }
            even.end();
            odd.end();
        }
    }
}
