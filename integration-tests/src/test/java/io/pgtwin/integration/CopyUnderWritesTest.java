package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Load;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;

/**
 * A million rows of mixed columns are copied while others write to the table, by a worker with 512 MB of heap, which is
 * what the shared worker has.
 */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopyUnderWritesTest {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private Sync first;

    @BeforeAll
    void makeAMillionRows() {
        first = Sync.on(Servers.shared());
        Script.named("million-rows.sql").runOn(first.source());
    }

    @AfterAll
    void removeThem() {
        first.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void copyIsEqualAlthoughOthersWrite(int threads) {
        try (Sync sync = first.another()) {
            try (Load load = Load.of(sync.source(), Duration.ofMillis(20), WRITES)) {
                load.awaitMore(5);
                long before = load.transactions();
                sync.withSource("snapshot.threads", String.valueOf(threads))
                        .withSource("snapshot.format", threads == 1 ? "rows" : "blocks").start();
                sync.awaitCopied("public.items", LIMIT);
                assertThat(load.transactions()).isGreaterThan(before + 50);
            }
            sync.awaitEqual(LIMIT);
        }
    }

    /** Spread over the table, so that some rows change before they are copied, some while, and some after. */
    private static final String WRITES = """
            UPDATE items SET quantity = quantity + 1, changed_at = clock_timestamp()
            WHERE id = ANY (ARRAY(SELECT (random() * 1000000)::bigint FROM generate_series(1, 20)));
            UPDATE items SET id = id + 10000000 WHERE id = (SELECT (random() * 1000000)::bigint);
            DELETE FROM items WHERE id = (SELECT (random() * 1000000)::bigint);
            INSERT INTO items (id, sku, name)
            SELECT nextval('new_items'), 'new', 'inserted during the copy' FROM generate_series(1, 3)
            """;
}
