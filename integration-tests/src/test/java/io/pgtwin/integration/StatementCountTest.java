package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Sync;

/** Many changes are few statements at the target: its server's log counts them. */
@ExtendWith(FreshSync.class)
class StatementCountTest {
    private static final String PASSWORD = "counted";
    /** Of 10,000 changes. They arrive in some batches, each of a handful of statements. */
    private static final long FEW = 400;

    /** A row that gets another key with a large value that is not sent is moved by itself: two statements. */
    private static final long MOVED = 400;
    private static final String MOVES = "UPDATE items SET id = id + 100000 WHERE id <= " + MOVED;

    @Test
    void tenThousandChangesAreFewStatements(Sync sync) throws IOException {
        sync.source().execute("""
                CREATE TABLE items (id int PRIMARY KEY, note text, large text);
                ALTER TABLE items ALTER large SET STORAGE EXTERNAL;
                INSERT INTO items SELECT i, 'copied', repeat(md5(i::text), 100) FROM generate_series(1, 2000) i""");
        useCountedAccount(sync);
        sync.withSink("batch.linger.ms", "300").start().awaitEqual();

        assertFewStatementsFor(sync, "INSERT INTO items SELECT i, 'new' FROM generate_series(10001, 20000) i");
        assertFewStatementsFor(sync, "UPDATE items SET note = 'changed' WHERE id > 10000");
        assertFewStatementsFor(sync, """
                BEGIN;
                UPDATE items SET note = 'mixed' WHERE id BETWEEN 10001 AND 12000;
                UPDATE items SET note = 'mixed, and the large value is not sent' WHERE id <= 1000;
                UPDATE items SET large = repeat(md5(note), 100) WHERE id BETWEEN 500 AND 1499;
                DELETE FROM items WHERE id BETWEEN 1500 AND 2000;
                INSERT INTO items SELECT i, 'again' FROM generate_series(1500, 2000) i;
                UPDATE items SET id = id + 100000 WHERE id BETWEEN 12001 AND 13000;
                INSERT INTO items SELECT i, 'new' FROM generate_series(20001, 22000) i;
                DELETE FROM items WHERE id BETWEEN 13001 AND 15000;
                COMMIT""");
        assertFewStatementsFor(sync, "DELETE FROM items WHERE id > 10000");
        assertStatements(sync, MOVES, 2 * MOVED + FEW);
    }

    /** Only what this account does is logged. */
    private static void useCountedAccount(Sync sync) {
        sync.target().execute("CREATE ROLE %1$s SUPERUSER LOGIN PASSWORD '%2$s';".formatted(account(sync), PASSWORD)
                + "ALTER ROLE %s SET log_statement = 'all'".formatted(account(sync)));
        sync.withSink("connection.user", account(sync)).withSink("connection.password", PASSWORD);
    }

    private static void assertFewStatementsFor(Sync sync, String changes) throws IOException {
        assertStatements(sync, changes, FEW);
    }

    private static void assertStatements(Sync sync, String changes, long most) throws IOException {
        long before = statements(sync);
        sync.source().execute(changes);
        sync.awaitEqual();
        assertThat(statements(sync) - before).as(changes).isPositive().isLessThan(most);
    }

    private static long statements(Sync sync) throws IOException {
        Pattern statement = Pattern.compile(" " + account(sync) + "@\\S+ LOG:  (statement|execute)");
        try (var lines = Files.lines(sync.servers().target().log())) {
            return lines.filter(line -> statement.matcher(line).find()).count();
        }
    }

    private static String account(Sync sync) {
        return sync.name() + "_counted";
    }
}
