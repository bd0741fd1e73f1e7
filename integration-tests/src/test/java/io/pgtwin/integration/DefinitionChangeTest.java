package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

    @Test
    void changeBeforeTheFirstChangeOfARowIsNoticed(Sync sync) {
        sync.source().execute("CREATE TABLE items (id int PRIMARY KEY); INSERT INTO items VALUES (1)");
        sync.start().awaitEqual();
        sync.source().execute("ALTER TABLE items ADD COLUMN extra text; INSERT INTO items VALUES (2, 'new shape')");
        assertThat(sync.rest().awaitFailed(sync.sourceConnector().name(), Sync.LIMIT)).contains("DEFINITION_CHANGED");
        assertThat(rows(sync.target())).isEqualTo(1);
    }

    private static long rows(Database target) {
        return target.number("SELECT count(*) FROM items");
    }
}
