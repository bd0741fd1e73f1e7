package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Load;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.sql.Database;

/** A table that is altered during the sync. */
@ExtendWith(FreshSync.class)
class DefinitionChangeTest {
    /** Rows that exist have NULL in the new column, rows of the new shape have not. */
    private static final String NEW_SHAPE = """
            BEGIN;
            ALTER TABLE items ADD COLUMN extra text;
            ALTER TABLE items ALTER COLUMN extra SET DEFAULT 'new shape';
            COMMIT""";

    /** Changes rows of all ages, and goes on whatever happens to column {@code note}. */
    private static final String LOAD = """
            INSERT INTO items (amount) VALUES (1), (2);
            UPDATE items SET amount = amount + 1 WHERE id % 10 = (SELECT max(id) FROM items) % 10;
            DELETE FROM items WHERE id = (SELECT min(id) FROM items)""";

    @Test
    void sourceStopsBeforeTheFirstRowOfTheNewShapeAndGoesOnWhenTheTargetHasItToo(Sync sync) {
        sync.source().execute("CREATE TABLE items (id bigserial PRIMARY KEY, note text)");
        sync.start().awaitEqual();
        try (Load load = Load.of(sync.source(), Duration.ofMillis(5), "INSERT INTO items (note) VALUES ('a'), ('b')")) {
            load.awaitMore(50);
            sync.source().execute(NEW_SHAPE);
            load.awaitMore(50);
            String failure = sync.rest().awaitFailed(sync.sourceConnector().name(), Sync.LIMIT);
            assertThat(failure).contains("DEFINITION_CHANGED", "public.items", "extra text");
        }
        long oldRows = sync.source().number("SELECT count(*) FROM items WHERE extra IS NULL");
        sync.awaitTarget("all rows of the old shape arrive", target -> rows(target) >= oldRows);
        assertThat(rows(sync.target())).isEqualTo(oldRows);

        sync.target().execute("ALTER TABLE items ADD COLUMN extra text");
        sync.rest().restartFailed(sync.sourceConnector().name());
        sync.awaitEqual();
        assertThat(sync.target().number("SELECT count(*) FROM items WHERE extra = 'new shape'")).isPositive();
    }

    /** What came before it in the transaction must not come again: it has a shape that is not there any more. */
    @Test
    void aChangeWithinATransactionStopsTheSyncJustOnce(Sync sync) {
        sync.source().execute("CREATE TABLE items (id bigserial PRIMARY KEY, note text)");
        sync.start().awaitEqual();
        sync.source().execute("BEGIN; INSERT INTO items (note) VALUES ('old'); ALTER TABLE items ADD COLUMN extra text;"
                + " INSERT INTO items (note, extra) VALUES ('new', 'shape'); COMMIT");
        assertThat(sync.rest().awaitFailed(sync.sourceConnector().name(), Sync.LIMIT)).contains("DEFINITION_CHANGED");

        sync.target().execute("ALTER TABLE items ADD COLUMN extra text");
        sync.rest().restartFailed(sync.sourceConnector().name());
        sync.awaitEqual();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ADD COLUMN extra int                                  | extra integer
            DROP COLUMN note                                      | (id bigint, amount bigint)
            RENAME COLUMN note TO remark                          | remark text
            ALTER COLUMN amount TYPE numeric(20,2)                | amount numeric(20,2)
            """)
    void underLoadEachChangeOfAColumnStopsTheSyncUntilTheTargetIsChangedInTheSameWay(
            String change, String newDefinition, Sync sync) {
        makeItems(sync);
        try (Load load = Load.of(sync.source(), Duration.ofMillis(5), LOAD)) {
            load.awaitMore(50);
            sync.source().execute("ALTER TABLE items " + change);
            load.awaitMore(50);
            String failure = sync.rest().awaitFailed(sync.sourceConnector().name(), Sync.LIMIT);
            assertThat(failure).contains("DEFINITION_CHANGED",
                    "Table public.items was (id bigint, amount bigint, note text)",
                    newDefinition, "Change the target table in the same way, then restart the task");
            sync.target().execute("ALTER TABLE items " + change);
            sync.rest().restartFailed(sync.sourceConnector().name());
            load.awaitMore(50);
        }
        sync.awaitEqual();
    }

    @Test
    void whatDoesNotTouchSyncedColumnsStopsNothing(Sync sync) {
        makeItems(sync);
        try (Load load = Load.of(sync.source(), Duration.ofMillis(5), LOAD)) {
            for (String change : List.of("CREATE INDEX ON items (amount)", "COMMENT ON COLUMN items.note IS 'a"
                    + " comment'",
                    "ALTER TABLE items ALTER COLUMN note SET DEFAULT 'another'",
                    "ALTER TABLE items ALTER COLUMN note SET STATISTICS 500",
                    "ALTER TABLE items ALTER COLUMN note SET STORAGE EXTERNAL",
                    "ALTER TABLE items SET (fillfactor = 70)",
                    "CREATE TABLE unsynced (id int PRIMARY KEY); INSERT INTO unsynced VALUES (1)",
                    "ALTER TABLE items ADD CONSTRAINT positive CHECK (amount > 0) NOT VALID",
                    "ALTER TABLE unsynced ADD COLUMN extra text; UPDATE unsynced SET extra = 'x'")) {
                sync.source().execute(change);
                load.awaitMore(10);
            }
        }
        sync.awaitEqual(List.of("public.items"), Sync.LIMIT);
        assertThat(sync.rest().status(sync.sourceConnector().name()).isRunning()).isTrue();
    }

    @Test
    void changeBeforeTheFirstChangeOfARowIsNoticed(Sync sync) {
        sync.source().execute("CREATE TABLE items (id int PRIMARY KEY); INSERT INTO items VALUES (1)");
        sync.start().awaitEqual();
        sync.source().execute("ALTER TABLE items ADD COLUMN extra text; INSERT INTO items VALUES (2, 'new shape')");
        assertThat(sync.rest().awaitFailed(sync.sourceConnector().name(), Sync.LIMIT)).contains("DEFINITION_CHANGED");
        assertThat(rows(sync.target())).isEqualTo(1);
    }

    private static void makeItems(Sync sync) {
        sync.source().execute("CREATE TABLE items (id bigserial PRIMARY KEY, amount bigint, note text);"
                + " INSERT INTO items (amount, note) SELECT i, 'note ' || i FROM generate_series(1, 1000) i");
        sync.start().awaitEqual();
    }

    private static long rows(Database target) {
        return target.number("SELECT count(*) FROM items");
    }
}
