package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Sync;

/** What happens to a row whose key is taken in the target by another row. */
@ExtendWith(FreshSync.class)
class ConflictTest {
    private static final String TABLE =
            "CREATE TABLE orders (region int, number int, note text, PRIMARY KEY (region, number))";
    private static final String AROUND_IT =
            "INSERT INTO orders SELECT 7, i, 'copied' FROM generate_series(987654311, 987654329) i";
    private static final String IN_THE_WAY = "INSERT INTO orders VALUES (7, 987654321, 'marker-of-the-target')";
    private static final String CONFLICTING = """
            INSERT INTO orders SELECT 1, i, 'before' FROM generate_series(100, 119) i;
            INSERT INTO orders VALUES (7, 987654321, 'marker-of-the-source');
            INSERT INTO orders SELECT 1, i, 'after' FROM generate_series(200, 219) i""";

    @Test
    void errorStopsTheTaskAndLeavesEverythingAsBeforeTheBatch(Sync sync) {
        copyTenOrders(sync);
        sync.target().execute(IN_THE_WAY);
        String orders = orders(sync);
        String progress = progress(sync);
        sync.source().execute(CONFLICTING);

        String failure = sync.rest().awaitFailed(sync.sinkConnector().name(), Sync.LIMIT);

        assertThat(failure).contains("CONFLICT", "public.orders", "region", "number")
                .containsPattern(sync.topic("public.orders") + "-0@\\d+")
                .doesNotContain("987654321", "marker-of-the");
        assertThat(orders(sync)).isEqualTo(orders);
        assertThat(progress(sync)).isEqualTo(progress);
    }

    @Test
    void taskGoesOnWithoutLossAfterTheRowIsRemoved(Sync sync) {
        copyTenOrders(sync.withSink("tasks.max", "1"));         // else the next task takes the row over and fails, too
        sync.target().execute(IN_THE_WAY);
        sync.source().execute(CONFLICTING);
        sync.rest().awaitFailed(sync.sinkConnector().name(), Sync.LIMIT);
        sync.source().execute("DELETE FROM orders WHERE number = 205");
        sync.source().execute("UPDATE orders SET note = 'changed' WHERE number = 3");
        sync.target().execute("DELETE FROM orders WHERE number = 987654321");
        sync.rest().restartFailed(sync.sinkConnector().name());
        sync.awaitEqual();
    }

    @Test
    void rowInTheWayOfTheFullCopyIsAConflictToo(Sync sync) {
        sync.source().execute(TABLE + ";" + AROUND_IT);
        sync.target().execute(TABLE + ";" + IN_THE_WAY);
        sync.withSink("precheck", "warn").start();
        String failure = sync.rest().awaitFailed(sync.sinkConnector().name(), Sync.LIMIT);
        assertThat(failure).contains("CONFLICT", "public.orders", "region", "number")
                .doesNotContain("987654321", "marker-of-the");
        assertThat(orders(sync)).isEqualTo("1");
    }

    @Test
    void overwriteLetsTheSourceWin(Sync sync) {
        sync.source().execute(TABLE + ";" + AROUND_IT);
        sync.target().execute(TABLE + ";" + IN_THE_WAY);
        sync.withSink("conflict.mode", "overwrite").start().awaitEqual();
        sync.target().execute("""
                UPDATE orders SET note = 'changed in the target';
                INSERT INTO orders VALUES (1, 110, 'in the way of an insert');
                DELETE FROM orders WHERE number IN (987654325, 987654326)""");
        sync.source().execute("DELETE FROM orders WHERE number = 987654321");
        sync.source().execute(CONFLICTING);
        sync.source().execute("UPDATE orders SET note = 'changed in the source'");
        sync.source().execute("DELETE FROM orders WHERE number = 987654325");
        sync.awaitEqual();
    }

    private static void copyTenOrders(Sync sync) {
        sync.source().execute(TABLE + "; INSERT INTO orders SELECT 1, i, 'copied' FROM generate_series(1, 10) i");
        sync.start().awaitEqual();
    }

    private static String orders(Sync sync) {
        return sync.target().value("SELECT count(*) FROM orders");
    }

    private static String progress(Sync sync) {
        return sync.target().rows("SELECT topic, next_offset, lsn FROM pgtwin.progress WHERE topic = ?",
                sync.topic("public.orders")).toString();
    }
}
