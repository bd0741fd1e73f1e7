package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.integration.sync.AccountWithoutRights;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.process.Await;

/** Foreign keys of the target, and an account that may not switch them off: each table advances by itself. */
@Order(14)
@ExtendWith(FreshSync.class)
class ForeignKeysTest {
    private static final String TABLES = """
            CREATE TABLE customers (id int PRIMARY KEY, note text);
            CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL, note text);
            CREATE TABLE lines (id int PRIMARY KEY, "order" int NOT NULL, note text)""";
    private static final String KEYS = """
            ALTER TABLE orders ADD CONSTRAINT of_customer FOREIGN KEY (customer) REFERENCES customers DEFERRABLE;
            ALTER TABLE lines ADD CONSTRAINT of_order FOREIGN KEY ("order") REFERENCES orders DEFERRABLE""";
    private static final String ROWS = """
            INSERT INTO customers SELECT i, 'copied' FROM generate_series(1, 10) i;
            INSERT INTO orders SELECT i, i % 10 + 1, 'copied' FROM generate_series(1, 100) i;
            INSERT INTO lines SELECT i, i % 100 + 1, 'copied' FROM generate_series(1, 2000) i""";
    private static final String TRANSACTION = """
            BEGIN;
            INSERT INTO customers VALUES (%1$s, 'new');
            INSERT INTO orders VALUES (%1$s, %1$s, 'new');
            INSERT INTO lines SELECT %1$s + i, %1$s, 'new' FROM generate_series(1, 9) i;
            COMMIT""";
    private static final String TRIGGER = """
            CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
            CREATE TRIGGER notes_orders AFTER INSERT ON orders FOR EACH ROW EXECUTE PROCEDURE note()""";

    @Test
    void deferrableOnesHoldWithoutAnyRight(Sync sync) throws IOException {
        sync.source().execute(TABLES + ";" + ROWS);
        sync.target().execute(TABLES + ";" + KEYS + ";" + TRIGGER);
        AccountWithoutRights.of(sync);
        sync.start().awaitEqual();
        for (int id = 10_000; id < 10_500; id += 10) {
            sync.source().execute(TRANSACTION.formatted(id));
        }
        sync.source().execute("DELETE FROM lines WHERE \"order\" = 10000; DELETE FROM orders WHERE id = 10000");
        sync.source().execute("DELETE FROM customers WHERE id = 10000");
        sync.awaitEqual();
        assertThat(linesAbout(sync, "notes_orders")).isNotEmpty().allMatch(line -> line.contains("public.orders"))
                .anyMatch(line -> line.contains("session_replication_role"));
    }

    @Test
    void othersAreNoObstacleToAnAccountThatMaySwitchThemOff(Sync sync) {
        sync.source().execute(TABLES + ";" + ROWS);
        sync.target().execute(TABLES + ";" + KEYS.replace("DEFERRABLE", ""));
        String account = AccountWithoutRights.of(sync);
        sync.target().execute("GRANT SET ON PARAMETER session_replication_role TO " + account);
        sync.start().awaitEqual();
        sync.source().execute(TRANSACTION.formatted(10_000));
        sync.awaitEqual();
    }

    /** The source checks at the commit, so that its rows may come and go in any order; the target checks at once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void wholeTransactionsHoldThoseThatAreCheckedAtOnce(int rows, Sync sync) {
        sync.source().execute(TABLES + ";" + KEYS + ";" + TREE.formatted("DEFERRABLE") + ";" + ROWS);
        sync.target().execute(TABLES + ";" + KEYS.replace("DEFERRABLE", "") + ";" + TREE.formatted(""));
        AccountWithoutRights.of(sync);
        sync.withSink("consistency", "transaction").withSink("tasks.max", "1").start().awaitEqual();
        for (int i = 0; i < 4; i++) {
            sync.source().execute(IN_EVERY_ORDER.formatted(10_000 + i * 1_000, 9_999 + i * 1_000 + rows));
        }
        sync.awaitEqual();
        sync.source().execute("DELETE FROM lines WHERE id >= 10000; BEGIN; SET CONSTRAINTS ALL DEFERRED;"
                + " DELETE FROM customers WHERE id >= 10000; DELETE FROM orders WHERE id >= 10000; COMMIT");
        sync.awaitEqual();
    }

    private static final String TREE =
            "CREATE TABLE tree (id int PRIMARY KEY, parent int, FOREIGN KEY (parent) REFERENCES tree %s)";
    private static final String IN_EVERY_ORDER = """
            BEGIN; SET CONSTRAINTS ALL DEFERRED;
            INSERT INTO lines SELECT i, i, 'child first' FROM generate_series(%1$s, %2$s) i;
            INSERT INTO orders SELECT i, i, 'child first' FROM generate_series(%1$s, %2$s) i;
            INSERT INTO customers SELECT i, 'parent last' FROM generate_series(%1$s, %2$s) i;
            COMMIT;
            BEGIN; SET CONSTRAINTS ALL DEFERRED;
            DELETE FROM customers WHERE id BETWEEN %1$s AND %2$s; DELETE FROM orders WHERE id BETWEEN %1$s AND %2$s;
            DELETE FROM lines WHERE id BETWEEN %1$s AND %2$s;
            COMMIT;
            BEGIN;
            INSERT INTO customers SELECT i, 'parent first' FROM generate_series(%1$s, %2$s) i;
            INSERT INTO orders SELECT i, i, 'parent first' FROM generate_series(%1$s, %2$s) i;
            INSERT INTO lines SELECT i, i, 'parent first' FROM generate_series(%1$s, %2$s) i;
            UPDATE orders SET customer = 1 WHERE id BETWEEN %1$s AND %2$s;
            DELETE FROM customers WHERE id BETWEEN %1$s AND %2$s;
            INSERT INTO customers SELECT i, 'again' FROM generate_series(%1$s, %2$s) i;
            UPDATE orders SET customer = id WHERE id BETWEEN %1$s AND %2$s;
            DELETE FROM lines WHERE id BETWEEN %1$s AND %2$s AND id %% 2 = 0;
            COMMIT;
            INSERT INTO tree SELECT i, nullif(i - 1, %1$s - 1) FROM generate_series(%1$s, %2$s) i;
            DELETE FROM tree WHERE id BETWEEN %1$s AND %2$s;
            BEGIN; SET CONSTRAINTS ALL DEFERRED;
            INSERT INTO tree SELECT i, nullif(i - 1, %1$s - 1) FROM generate_series(%2$s, %1$s, -1) i;
            COMMIT""";

    /** The source tells first of the table that the others refer to; the target can only empty it last. */
    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void wholeTransactionsEmptyTablesThatReferToEachOther(int rows, Sync sync) {
        sync.source().execute(TABLES + ";" + KEYS + ";" + ROWS);
        sync.target().execute(TABLES + ";" + KEYS.replace("DEFERRABLE", ""));
        AccountWithoutRights.thatMayTruncate(sync);
        sync.withSink("consistency", "transaction").withSink("tasks.max", "1").start().awaitEqual();
        sync.source().execute("TRUNCATE customers CASCADE");
        sync.awaitEqual();
        for (String note : List.of("after", "again")) {
            sync.source().execute("BEGIN; TRUNCATE customers CASCADE;" + FAMILIES.formatted(rows, note) + "; COMMIT");
            sync.awaitEqual();
        }
        sync.source().execute("BEGIN; TRUNCATE customers CASCADE;" + FAMILIES.formatted(rows + 1, "in vain")
                + "; TRUNCATE customers CASCADE;" + FAMILIES.formatted(rows, "for good") + "; COMMIT");
        sync.awaitEqual();
        sync.source().execute("BEGIN; DELETE FROM lines; UPDATE orders SET note = 'in vain';"
                + " TRUNCATE customers CASCADE; COMMIT");
        sync.awaitEqual();
    }

    private static final String FAMILIES = """
            INSERT INTO customers SELECT i, '%2$s' FROM generate_series(1, %1$s) i;
            INSERT INTO orders SELECT i, i, '%2$s' FROM generate_series(1, %1$s) i;
            INSERT INTO lines SELECT i, i, '%2$s' FROM generate_series(1, %1$s) i""";

    /** The row is found in the middle of an order of tables that only foreign keys ask for. */
    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void valueThatTheTargetRefusesIsNamedInWholeTransactionsToo(int rows, Sync sync) {
        sync.source().execute(TABLES + ";" + KEYS);
        sync.target().execute(TABLES + ";" + KEYS.replace("DEFERRABLE", "")
                + "; ALTER TABLE orders ALTER note TYPE varchar(5)");
        AccountWithoutRights.of(sync);
        sync.withSource("precheck", "warn").withSink("precheck", "warn").withSink("consistency", "transaction")
                .withSink("tasks.max", "1").start();
        sync.awaitState("following");
        sync.source().execute("BEGIN; INSERT INTO customers SELECT i, 'fits' FROM generate_series(1, %1$d) i;"
                .formatted(rows) + "INSERT INTO orders SELECT i, i, 'fits' FROM generate_series(1, %1$d) i;".formatted(
                        rows)
                + "UPDATE orders SET note = 'too long' WHERE id = 1; COMMIT");
        String sink = sync.sinkConnector().name();
        assertThat(sync.rest().awaitFailed(sink, Sync.LIMIT))
                .contains("VALUE_REFUSED", "public.orders", "column 'note'",
                "position").doesNotContain("too long'", "savepoint");

        sync.target().execute("ALTER TABLE orders ALTER note TYPE text");
        sync.rest().restart(sink);
        sync.awaitEqual();
    }

    @Test
    void oneThatCannotHoldIsNamedWithWhatToDo(Sync sync) {
        sync.source().execute(TABLES + ";" + ROWS);
        sync.target().execute(TABLES + ";" + KEYS.replace("DEFERRABLE", ""));
        AccountWithoutRights.of(sync);
        sync.withSource("table.include.list", "public\\.orders")
                .withSink("connection.retry.timeout.ms", "2000").start();
        assertThat(sync.rest().awaitFailed(sync.sinkConnector().name(), Sync.LIMIT))
                .contains("FOREIGN_KEY_VIOLATED", "of_customer", "public.orders", "session_replication_role",
                        "DEFERRABLE");
        assertThat(sync.target().value("SELECT count(*) FROM orders")).isEqualTo("0");
    }

    /** The child's rows are in Kafka long before those that they refer to, and the last of these come last. */
    @Test
    void fullCopyOfLargeTablesWaitsForWhatItsRowsReferTo(Sync sync) {
        sync.source().execute(TABLES + """
                ; INSERT INTO customers SELECT i, repeat('wide ', 100) FROM generate_series(1, 60000) i;
                INSERT INTO orders SELECT i, 60001 - i, 'copied' FROM generate_series(1, 60000) i""");
        sync.target().execute(TABLES + ";" + KEYS.replace("DEFERRABLE", ""));
        AccountWithoutRights.of(sync);
        sync.start().awaitEqual();
        sync.source().execute(TRANSACTION.formatted(100_000));
        sync.awaitEqual();
    }

    /**
     * The new order's line waits for the new order, whose table waits for the end of the old order's lines. Also where
     * batches are so small that more of them are on their way behind the one that waits.
     */
    @ParameterizedTest
    @ValueSource(strings = {"20000", "4"})
    void rowsOfTwoTablesThatWaitForEachOtherAreAppliedInParts(String batchRows, Sync sync) {
        sync.withSink("batch.max.rows", batchRows);
        sync.source().execute(TABLES + ";" + ROWS);
        sync.target().execute(TABLES + ";" + KEYS.replace("DEFERRABLE", ""));
        AccountWithoutRights.of(sync);
        sync.start().awaitEqual();
        String sink = sync.sinkConnector().name();
        sync.rest().stop(sink);
        Await.until(Sync.LIMIT, "the sink has stopped", () -> sync.rest().status(sink).tasks().isEmpty(), () -> "");
        int orders = records(sync, "public.orders");
        int lines = records(sync, "public.lines");
        sync.source().execute("INSERT INTO orders VALUES (1000, 1, 'new'), (1001, 2, 'new');"
                + "INSERT INTO lines SELECT i, 1000 + i % 2, 'new' FROM generate_series(10001, 10009) i;"
                + "DELETE FROM lines WHERE \"order\" = 7; DELETE FROM orders WHERE id = 7");
        Await.until(Sync.LIMIT, "all is in Kafka", () -> records(sync, "public.orders") == orders + 3
                && records(sync, "public.lines") == lines + 29, () -> "");
        sync.rest().resume(sink);
        sync.awaitEqual();
    }

    private static int records(Sync sync, String table) {
        return sync.servers().broker().records(sync.topic(table)).size();
    }

    private static Stream<String> linesAbout(Sync sync, String what) throws IOException {
        return Files.readAllLines(sync.servers().worker().log()).stream().filter(line -> line.contains(what));
    }
}
