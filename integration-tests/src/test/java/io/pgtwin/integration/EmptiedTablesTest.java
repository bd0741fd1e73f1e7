package io.pgtwin.integration;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.pgtwin.integration.sync.AccountWithoutRights;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Sync;

/** Tables that are truncated at the source, where the target checks foreign keys, and may have put a check off. */
@Order(9)
@ExtendWith(FreshSync.class)
class EmptiedTablesTest {
    private static final String CIRCLE = """
            CREATE TABLE departments (id int PRIMARY KEY, head int);
            CREATE TABLE employees (id int PRIMARY KEY, department int NOT NULL REFERENCES departments);
            ALTER TABLE departments ADD CONSTRAINT has_head FOREIGN KEY (head) REFERENCES employees;
            CREATE TABLE badges (id int PRIMARY KEY, employee int NOT NULL REFERENCES employees)""";
    private static final String FILL_CIRCLE = """
            INSERT INTO departments SELECT i, NULL FROM generate_series(1, %1$d) i;
            INSERT INTO employees SELECT i, i FROM generate_series(1, %1$d) i;
            UPDATE departments SET head = id;
            INSERT INTO badges SELECT i, i FROM generate_series(1, %1$d) i""";

    @ParameterizedTest
    @CsvSource({"table, 1", "table, 200", "transaction, 1", "transaction, 200"})
    void tablesThatReferToEachOtherInACircleAreEmptiedTogether(String consistency, int rows, Sync sync) {
        sync.source().execute(CIRCLE);
        sync.target().execute(CIRCLE);
        if (rows == 1) {
            AccountWithoutRights.of(sync);
        } else {
            AccountWithoutRights.thatMayTruncate(sync);
        }
        start(sync, consistency);
        sync.source().execute(FILL_CIRCLE.formatted(rows));
        sync.awaitEqual();
        sync.source().execute("TRUNCATE departments, employees, badges");
        sync.awaitEqual();
        sync.source().execute("BEGIN; " + FILL_CIRCLE.formatted(rows) + "; COMMIT");
        sync.awaitEqual();
        sync.source().execute("BEGIN; TRUNCATE employees, departments CASCADE; " + FILL_CIRCLE.formatted(rows)
                + "; COMMIT");
        sync.awaitEqual();
    }

    private static final String ORDERS = """
            CREATE TABLE customers (id int PRIMARY KEY);
            CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL);
            CREATE TABLE lines (id int PRIMARY KEY, "order" int NOT NULL);
            ALTER TABLE orders ADD CONSTRAINT of_customer FOREIGN KEY (customer) REFERENCES customers DEFERRABLE;
            ALTER TABLE lines ADD CONSTRAINT of_order FOREIGN KEY ("order") REFERENCES orders DEFERRABLE""";
    private static final String FAMILIES = """
            INSERT INTO customers SELECT i FROM generate_series(%1$d, %2$d) i;
            INSERT INTO orders SELECT i, i FROM generate_series(%1$d, %2$d) i;
            INSERT INTO lines SELECT i, i FROM generate_series(%1$d, %2$d) i;""";
    private static final String LINES_ONLY = "INSERT INTO lines SELECT i, i FROM generate_series(%1$d, %2$d) i;";

    /** Also where a transaction is so large that it comes in pieces, so that what is put off comes from one before. */
    @ParameterizedTest
    @CsvSource({"table, 200, 20000", "transaction, 1, 20000", "transaction, 200, 50"})
    void tablesWithRowsThatWaitToBeCheckedAreEmptied(String consistency, int rows, String batchRows, Sync sync) {
        sync.source().execute(ORDERS);
        sync.target().execute(ORDERS);
        AccountWithoutRights.thatMayTruncate(sync);
        start(sync.withSink("batch.max.rows", batchRows), consistency);
        sync.source().execute("BEGIN; " + FAMILIES.formatted(1, rows) + " TRUNCATE lines; "
                + LINES_ONLY.formatted(1, rows) + " COMMIT");
        sync.awaitEqual();
        sync.source().execute("BEGIN; " + FAMILIES.formatted(1001, 1000 + rows)
                + " TRUNCATE lines, orders, customers; " + FAMILIES.formatted(1, rows) + " COMMIT");
        sync.awaitEqual();
        sync.source().execute("BEGIN; SET CONSTRAINTS of_customer DEFERRED;"
                + " INSERT INTO orders SELECT i, i FROM generate_series(2001, 2000 + %1$d) i;".formatted(rows)
                + LINES_ONLY.formatted(2001, 2000 + rows) + " TRUNCATE lines; "
                + LINES_ONLY.formatted(2001, 2000 + rows)
                + " INSERT INTO customers SELECT i FROM generate_series(2001, 2000 + %1$d) i; COMMIT".formatted(rows));
        sync.awaitEqual();
    }

    private static void start(Sync sync, String consistency) {
        sync.withSink("consistency", consistency).withSink("tasks.max", "1").start();
        sync.awaitState("following");
        sync.awaitEqual();
    }
}
