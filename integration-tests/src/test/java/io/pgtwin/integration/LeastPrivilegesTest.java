package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.sql.Database;

/** Accounts that may do just what the README says, and nothing more, are enough. */
@ExtendWith(FreshSync.class)
class LeastPrivilegesTest {
    private static final String PASSWORD = "least-privileges";
    private static final String TABLES = """
            CREATE SCHEMA shop;
            CREATE TABLE shop.orders (id int PRIMARY KEY, note text);
            CREATE TABLE shop.log (note text)""";
    private static final String ROWS = """
            INSERT INTO shop.orders SELECT i, 'copied' FROM generate_series(1, 100) i;
            INSERT INTO shop.log SELECT 'copied' FROM generate_series(1, 10)""";
    private static final String CHANGES = """
            INSERT INTO shop.orders SELECT i, 'new' FROM generate_series(101, 150) i;
            UPDATE shop.orders SET note = 'changed' WHERE id < 50;
            UPDATE shop.orders SET id = id + 1000 WHERE id < 5;
            DELETE FROM shop.orders WHERE id BETWEEN 20 AND 30;
            TRUNCATE shop.log;
            INSERT INTO shop.log VALUES ('new')""";

    @Test
    void pgtwinMakesPublicationAndTablesAsAMemberOfTheOwner(Sync sync) {
        sync.source().execute(TABLES + ";" + ROWS);
        String account = useAccounts(sync);
        sync.source().execute("""
                GRANT CREATE ON DATABASE %1$s TO %2$s;
                GRANT USAGE ON SCHEMA shop TO %2$s;
                GRANT SELECT ON ALL TABLES IN SCHEMA shop TO %2$s;
                CREATE ROLE %2$s_owner;
                ALTER TABLE shop.orders OWNER TO %2$s_owner;
                ALTER TABLE shop.log OWNER TO %2$s_owner;
                GRANT %2$s_owner TO %2$s""".formatted(sync.name(), account));
        sync.target().execute("GRANT CREATE, TEMPORARY ON DATABASE %s TO %s".formatted(sync.name(), account));
        copyAndFollow(sync);
        assertThat(sync.target().value("SELECT tableowner FROM pg_tables WHERE tablename = 'orders'"))
                .isEqualTo(account);
    }

    @Test
    void administratorMakesPublicationAndTables(Sync sync) {
        sync.source().execute(TABLES + ";" + ROWS);
        sync.target().execute(TABLES);
        String account = useAccounts(sync);
        sync.source().execute("""
                GRANT USAGE ON SCHEMA shop TO %1$s;
                GRANT SELECT ON ALL TABLES IN SCHEMA shop TO %1$s;
                CREATE PUBLICATION by_hand FOR TABLE shop.orders, shop.log""".formatted(account));
        sync.target().execute("""
                GRANT CREATE, TEMPORARY ON DATABASE %1$s TO %2$s;
                GRANT USAGE ON SCHEMA shop TO %2$s;
                GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA shop TO %2$s"""
                .formatted(sync.name(), account));
        sync.withSource("publication.name", "by_hand").withSource("publication.autocreate", "disabled")
                .withSink("structure.apply", "false");
        copyAndFollow(sync);
    }

    /**
     * A superuser would switch the constraint off. The second swap is large enough to be applied as a set, and comes in
     * pieces none of which the constraint lets pass.
     */
    @ParameterizedTest
    @ValueSource(strings = {"table", "transaction"})
    void valuesMayBeExchangedUnderAConstraintThatIsCheckedAtTheEnd(String consistency, Sync sync) {
        String table = "CREATE TABLE seats (id int PRIMARY KEY, seat int UNIQUE DEFERRABLE, note text)";
        sync.source().execute(table + "; INSERT INTO seats SELECT i, i FROM generate_series(1, 1000) i");
        String account = account(sync);
        sync.target().execute(table + "; CREATE ROLE %1$s LOGIN PASSWORD '%2$s'; GRANT ALL ON seats TO %1$s;"
                .formatted(account, PASSWORD) + "GRANT CREATE ON DATABASE " + sync.name() + " TO " + account);
        sync.withSink("connection.user", account).withSink("connection.password", PASSWORD)
                .withSink("consistency", consistency)
                .withSink("consumer.override.max.poll.records", "20").withSink("batch.linger.ms", "0").start()
                .awaitEqual();
        sync.source().execute("UPDATE seats SET seat = 3 - seat WHERE id IN (1, 2)");
        sync.awaitEqual();
        sync.source().execute("""
                BEGIN;
                SET CONSTRAINTS ALL DEFERRED;
                UPDATE seats SET seat = seat % 1000 + 1 WHERE id < 500;
                UPDATE seats SET note = 'in between' WHERE id < 250;
                UPDATE seats SET seat = seat % 1000 + 1 WHERE id >= 500;
                COMMIT""");
        sync.awaitEqual();
        sync.source().execute("INSERT INTO seats SELECT 1000 + i, 1000 + i FROM generate_series(1, 5) i");
        sync.awaitEqual();
    }

    @Test
    void missingGrantsAreNamedWhenTheConfigurationIsValidated(Sync sync) {
        sync.source().execute(TABLES);
        useAccounts(sync);
        sync.source().execute("ALTER ROLE " + account(sync) + " NOREPLICATION");
        assertThat(sync.validate(sync.sourceConnector()).errors().get("connection.user")).asString()
                .contains("REPLICATION");
        assertThat(sync.validate(sync.sinkConnector()).errors().get("connection.user")).asString()
                .contains("CREATE", "TEMP");
    }

    private static void copyAndFollow(Sync sync) {
        assertThat(sync.validate(sync.sourceConnector()).errors()).isEmpty();
        assertThat(sync.validate(sync.sinkConnector()).errors()).isEmpty();
        sync.start().awaitEqual();
        sync.source().execute(CHANGES);
        sync.awaitEqual();
    }

    /** One account on both sides, with nothing that everybody has by default. */
    private static String useAccounts(Sync sync) {
        String account = account(sync);
        for (Database database : new Database[] {sync.source(), sync.target()}) {
            database.execute("REVOKE ALL ON DATABASE " + sync.name() + " FROM PUBLIC");
            database.execute("GRANT CONNECT ON DATABASE " + sync.name() + " TO PUBLIC");
        }
        sync.source().execute("CREATE ROLE " + account + " LOGIN REPLICATION PASSWORD '" + PASSWORD + "'");
        sync.target().execute("CREATE ROLE " + account + " LOGIN PASSWORD '" + PASSWORD + "'");
        sync.withSource("connection.user", account).withSource("connection.password", PASSWORD)
                .withSink("connection.user", account).withSink("connection.password", PASSWORD);
        return account;
    }

    private static String account(Sync sync) {
        return sync.name() + "_account";
    }
}
