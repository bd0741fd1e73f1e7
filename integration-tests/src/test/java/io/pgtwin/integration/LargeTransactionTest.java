package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.OwnWorker;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.kafka.WorkerOptions;

/**
 * One worker with a small heap runs both connectors: neither long transactions nor many nor large values need more. It
 * could not hold all rows of a transaction. The environment may ask for more: {@code PGTWIN_LARGE_ROWS=2000000},
 * {@code PGTWIN_TINY_TRANSACTIONS=200000}; {@code PGTWIN_HEAP_MB}.
 */
@Order(7)
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeTransactionTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String LIMIT_OF_A_RECORD = "134217728";
    private static final int LARGE_VALUE_BYTES = 60_000_000;

    private ConnectWorker worker;

    @BeforeAll
    void startAWorkerWithASmallHeap() {
        WorkerOptions options = OwnWorker.usualOptions();
        int heapMb = (int) number("PGTWIN_HEAP_MB", 512);
        worker = OwnWorker.start("small-worker", options.withJvm(
                options.jvm().withHeapMb(heapMb).with("-XX:+ExitOnOutOfMemoryError")));
    }

    @AfterAll
    void stopIt() {
        worker.stop();
    }

    @Test
    void transactionOfManyRowsNeedsNoMemoryForThem() {
        try (Sync sync = sync()) {
            sync.source().execute("CREATE TABLE rows (id int PRIMARY KEY, note text)");
            sync.start().awaitEqual();
            sync.source().update("INSERT INTO rows SELECT i, 'note ' || i FROM generate_series(1, ?) i",
                    number("PGTWIN_LARGE_ROWS", 500_000));
            sync.awaitEqual(LIMIT);
        }
    }

    @Test
    void manyTinyTransactionsArrive() {
        try (Sync sync = sync()) {
            sync.source().execute("CREATE TABLE tiny (id int PRIMARY KEY, times int);"
                    + "INSERT INTO tiny SELECT i, 0 FROM generate_series(0, 99) i");
            sync.start().awaitEqual();
            sync.source().execute("""
                    SET synchronous_commit = off;
                    DO $$ BEGIN
                        FOR i IN 1..%d LOOP
                            UPDATE tiny SET times = times + 1 WHERE id = i %% 100;
                            COMMIT;
                        END LOOP;
                    END $$""".formatted(number("PGTWIN_TINY_TRANSACTIONS", 50_000)));
            sync.awaitEqual(LIMIT);
        }
    }

    @Test
    void valueOfSixtyMegabytesArrivesCopiedAndChanged() {
        try (Sync sync = sync()) {
            sync.source().execute("CREATE TABLE large (id int PRIMARY KEY, note text, value text);"
                    + "ALTER TABLE large ALTER value SET STORAGE EXTERNAL");
            sync.source().update(valueOf("copied"), 1);
            sync.withSource("producer.override.max.request.size", LIMIT_OF_A_RECORD)
                    .withSource("producer.override.buffer.memory", LIMIT_OF_A_RECORD)
                    .withSource("topic.creation.default.max.message.bytes", LIMIT_OF_A_RECORD)
                    .start().awaitEqual(LIMIT);
            sync.source().update(valueOf("new"), 2);
            sync.awaitEqual(LIMIT);
            sync.source().execute("UPDATE large SET note = 'changed' WHERE id = 1");
            sync.source().update("UPDATE large SET value = reverse(value) WHERE id = 1");
            sync.awaitEqual(LIMIT);
            assertThat(sync.target().number("SELECT min(length(value)) FROM large")).isGreaterThan(LARGE_VALUE_BYTES);
        }
    }

    private static String valueOf(String note) {
        return "INSERT INTO large SELECT ?, '%1$s', string_agg(md5('%1$s' || i), '') FROM generate_series(0, %2$d) i"
                .formatted(note, LARGE_VALUE_BYTES / 32);
    }

    private Sync sync() {
        return Sync.on(Servers.shared().withWorker(worker));
    }

    private static long number(String variable, long otherwise) {
        return Long.parseLong(System.getenv().getOrDefault(variable, String.valueOf(otherwise)));
    }
}
