package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.HeldCopy;
import io.pgtwin.integration.sync.Sync;

/**
 * A truncated table is empty for older snapshots, too, so a session keeps everybody from truncating during the full
 * copy. It may be lost while the readers' sessions live on.
 */
@ExtendWith(FreshSync.class)
class GuardLostTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String GUARDS =
            " FROM pg_locks WHERE mode = 'AccessShareLock' AND relation = 'scratch'::regclass";

    @Test
    void aTableThatWasTruncatedThenIsCopiedAgain(Sync sync) {
        sync.source().execute("CREATE TABLE big (id int PRIMARY KEY, note text);"
                + " INSERT INTO big SELECT i, repeat('x', 300) FROM generate_series(1, 10000) i;"
                + " CREATE TABLE scratch (id int PRIMARY KEY, note text);"
                + " INSERT INTO scratch SELECT i, 'copied' FROM generate_series(1, 100) i");
        try (HeldCopy copy = HeldCopy.of(sync)) {
            sync.withSource("snapshot.threads", "1").start();
            Awaitility.await("the reader is busy with the larger table").atMost(LIMIT).until(() -> sync.source().number(
                    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY%' AND datname = current_database()")
                    == 1);

            assertThat(sync.source().number("SELECT count(pg_terminate_backend(pid))" + GUARDS)).isEqualTo(1);
            Awaitility.await("nobody guards").atMost(LIMIT)
                    .until(() -> sync.source().number("SELECT count(*)" + GUARDS) == 0);
            sync.source().execute("UPDATE scratch SET note = 'changed' WHERE id < 10");
            sync.source().execute("TRUNCATE scratch");
            sync.source().execute("INSERT INTO scratch VALUES (1, 'after the truncate')");
            copy.goOn();

            sync.awaitEqual();
        }
    }
}
