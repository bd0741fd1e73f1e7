package io.pgtwin.integration.precheck;

import static io.pgtwin.integration.precheck.BrokenSetUp.with;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.postgresql.PGConnection;

import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.process.FreePorts;
import io.pgtwin.testbed.sql.Database;

/** Sources that are broken in one way each. */
final class BrokenSources {
    private static final String URL = "connection.url";
    private static final String USER = "connection.user";
    private static final String TABLES = "table.include.list";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String GRANTS =
            "; ALTER TABLE shop.extra OWNER TO $owner$; GRANT SELECT ON shop.extra TO $account$";

    private BrokenSources() {}

    static List<BrokenSetUp> all() {
        return List.of(
                with("source: no server").step(setUp -> setUp.setSource(URL, "jdbc:postgresql://127.0.0.1:"
                        + FreePorts.next() + "/shop")).fails("reachable", URL, "CONNECTION_LOST")
                        .mendedBySource(URL, "$source_url$"),
                with("source: wrong password").sourceOption("connection.password", "wrong")
                        .fails("authenticated", USER, "AUTHENTICATION")
                        .mendedBySource("connection.password", "precheck"),
                with("source: unknown database").step(setUp -> setUp.setSource(URL, setUp.source().url() + "_unknown"))
                        .fails("reachable", URL, "DATABASE_MISSING").mendedBySource(URL, "$source_url$"),
                with("source: server without TLS").step(setUp -> setUp.setSource(URL, setUp.source().url()
                        + "?sslmode=require")).fails("TLS", URL, "sslmode=require", "offers no TLS",
                                "ALTER SYSTEM SET ssl = on;").mendedBySource(URL, "$source_url$"),
                with("source: account may not replicate").source("ALTER ROLE $account$ NOREPLICATION")
                        .fails("REPLICATION right", USER, "may not replicate", "ALTER ROLE \"$account$\" REPLICATION;"),
                with("source: no CREATE on the database").source("REVOKE CREATE ON DATABASE $database$ FROM $account$")
                        .fails("CREATE on the database", USER, "no right CREATE", "GRANT CREATE ON DATABASE"),
                with("source: no USAGE on a schema").source("REVOKE USAGE ON SCHEMA shop FROM $account$;"
                        + "ALTER SCHEMA shop OWNER TO postgres").fails("USAGE on schemas", USER, "\"shop\"",
                                "GRANT USAGE ON SCHEMA \"shop\" TO \"$account$\";"),
                with("source: no SELECT on a table").source("ALTER TABLE shop.orders OWNER TO postgres;"
                        + "REVOKE SELECT ON shop.orders FROM $account$")
                        .sourceOption("publication.autocreate", "disabled")
                        .source("CREATE PUBLICATION $slot$ FOR TABLE shop.orders, shop.days WITH"
                                + " (publish_via_partition_root = true)")
                        .fails("SELECT on tables", USER, "GRANT SELECT ON \"shop\".\"orders\" TO \"$account$\";"),
                with("source: no SELECT on a partition").source("ALTER TABLE shop.days_2026 OWNER TO postgres;"
                        + "REVOKE SELECT ON shop.days_2026 FROM $account$")
                        .fails("SELECT on tables", USER, "days_2026"),
                with("source: not the owner of a table").source("REVOKE $owner$ FROM $account$")
                        .fails("ownership of tables", USER, "\"shop\".\"orders\"", "publication.autocreate=disabled",
                                "GRANT \"$owner$\" TO \"$account$\";"),
                with("source: no SELECT on a sequence").source("CREATE SEQUENCE shop.numbers;"
                        + "CREATE TABLE shop.extra (id serial PRIMARY KEY, n int DEFAULT nextval('shop.numbers'))"
                        + GRANTS)
                        .warns("SELECT on sequences", USER, "may not read sequence \"shop\".\"numbers\" of the source",
                                "GRANT SELECT ON SEQUENCE \"shop\".\"numbers\" TO \"$account$\";"),
                with("source: sequence in a schema without USAGE").source("CREATE SCHEMA keys;"
                        + "CREATE SEQUENCE keys.numbers; GRANT SELECT ON SEQUENCE keys.numbers TO $account$;"
                        + "CREATE TABLE shop.extra (id int PRIMARY KEY DEFAULT nextval('keys.numbers'))" + GRANTS)
                        .warns("SELECT on sequences", USER, "\"keys\".\"numbers\"",
                                "GRANT USAGE ON SCHEMA \"keys\" TO \"$account$\";"),
                with("source: policies hide rows").source("ALTER TABLE shop.orders ENABLE ROW LEVEL SECURITY;"
                        + "ALTER TABLE shop.orders FORCE ROW LEVEL SECURITY")
                        .fails("row security", USER, "\"shop\".\"orders\"", "BYPASSRLS;"),
                with("source: account with a limit of connections").source("ALTER ROLE $account$ CONNECTION LIMIT 4")
                        .fails("free connections", USER, "limit of 4", "CONNECTION LIMIT -1;"),
                with("source: database with a limit of connections")
                        .source("ALTER DATABASE $database$ CONNECTION LIMIT 4")
                        .fails("free connections", USER, "limit of 4", "ALTER DATABASE"),
                with("source: table without a key").source("CREATE TABLE shop.extra (note text)" + GRANTS)
                        .warns("row identity", TABLES, "shop.extra", "refuses every UPDATE and DELETE",
                                "ALTER TABLE \"shop\".\"extra\" REPLICA IDENTITY FULL;"),
                with("source: partition with another identity").source("""
                        ALTER TABLE shop.days_2026 ADD CONSTRAINT filled CHECK (note IS NOT NULL);
                        ALTER TABLE shop.days_2026 ALTER COLUMN note SET NOT NULL;
                        CREATE UNIQUE INDEX by_note ON shop.days_2026 (note);
                        ALTER TABLE shop.days_2026 REPLICA IDENTITY USING INDEX by_note""")
                        .fails("row identity", TABLES, "shop.days_2026")
                        .mendedByWords("ALTER TABLE \"shop\".\"days_2026\" REPLICA IDENTITY FULL"),
                with("source: unlogged table").source("CREATE UNLOGGED TABLE shop.extra (id int PRIMARY KEY)" + GRANTS)
                        .warns("selection", TABLES, "is unlogged").mendedByWords("ALTER TABLE shop.extra SET LOGGED"),
                with("source: view").source("CREATE VIEW shop.extra AS SELECT 1").sourceOption(TABLES, "shop\\.extra")
                        .fails("selection", TABLES, "shop.extra is a view").mendedBySource(TABLES, "shop\\.orders"),
                with("source: table of the server").sourceOption(TABLES, "pg_catalog\\.pg_class")
                        .fails("selection", TABLES, "belongs to the server").mendedBySource(TABLES, "shop\\..*"),
                with("source: foreign table")
                .source("CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"
                        + "CREATE FOREIGN TABLE shop.extra (id int) SERVER s")
                        .warns("selection", TABLES, "shop.extra is a foreign table")
                        .mendedBySource(TABLES, "shop\\.(orders|days)"),
                with("source: pattern that matches nothing").sourceOption(TABLES, "shop\\.order")
                        .fails("selection", TABLES, "matches no table with shop\\.order")
                        .mendedBySource(TABLES, "shop\\.orders"),
                with("source: excluded partition").sourceOption("table.exclude.list", ".*_2026")
                        .fails("selection", TABLES, "shop.days_2026, a partition of shop.days")
                        .mendedBySource("table.exclude.list", ".*days"),
                with("source: tables that share a topic").source("CREATE TABLE shop.\"extra+\" (id int PRIMARY KEY);"
                        + "CREATE TABLE shop.extra_ (id int PRIMARY KEY); ALTER TABLE shop.\"extra+\" OWNER TO $owner$;"
                        + "ALTER TABLE shop.extra_ OWNER TO $owner$;GRANT SELECT ON ALL TABLES IN SCHEMA shop TO"
                        + " $account$")
                        .fails("topics", TABLES, "would share the topic").mendedBySource("table.exclude.list", ".*_"),
                with("source: topics with too long names").sourceOption("topic.prefix", "p".repeat(240))
                        .sinkOption("topics.regex", ".*").fails("topics", "topic.prefix", "shorter topic.prefix")
                        .mendedBySource("topic.prefix", "$prefix$"),
                with("source: type of an extension").source("CREATE EXTENSION citext;"
                        + "CREATE TABLE shop.extra (id public.citext PRIMARY KEY)" + GRANTS)
                        .warns("extensions", TABLES, "citext", "CREATE EXTENSION \"citext\";")
                        .mendedBySource("table.exclude.list", ".*extra"),
                with("source: type that nobody can read").source("CREATE TABLE shop.extra (id int PRIMARY KEY,"
                        + " tree pg_node_tree)" + GRANTS).fails("selection", TABLES, "'tree' of table shop.extra")
                        .mendedBySource("table.exclude.list", ".*extra"),
                with("source: physical slot of the name").source("SELECT pg_create_physical_replication_slot('$slot$')")
                        .fails("slot", "slot.name", "physical replication", "would lose what it has not read")
                        .mendedBySource("slot.name", "$slot$_2"),
                with("source: slot of another database").step(setUp -> setUp.otherOfSource().execute(setUp.resolved(
                        "SELECT pg_create_logical_replication_slot('$slot$', 'pgoutput')")))
                        .fails("slot", "slot.name", "database postgres").mendedBySource("slot.name", "$slot$_2"),
                with("source: slot that exists")
                .source("SELECT pg_create_logical_replication_slot('$slot$', 'pgoutput')")
                        .warns("slot", "slot.name", "SLOT_EXISTS", "would lose every change", "a new full copy")
                        .mendedBySource("slot.name", "$slot$_2"),
                with("source: slot that another program reads").step(BrokenSources::readSlot)
                        .fails("slot", "slot.name", "'other program'", "SELECT pg_terminate_backend(")
                        .mendedBySource("slot.name", "$slot$_2"),
                with("source: publication missing").sourceOption("publication.autocreate", "disabled")
                        .fails("publication", "publication.name", "does not exist", "CREATE PUBLICATION"),
                with("source: publication without a table").sourceOption("publication.autocreate", "disabled")
                        .source("CREATE PUBLICATION $slot$ FOR TABLE shop.days WITH (publish_via_partition_root ="
                        + " true)")
                        .fails("publication", "publication.name", "shop.orders", "ADD TABLE ONLY \"shop\".\"orders\";"),
                with("source: publication of inserts only").sourceOption("publication.autocreate", "disabled")
                        .source("CREATE PUBLICATION $slot$ FOR TABLE shop.orders, shop.days WITH"
                                + " (publish = 'insert', publish_via_partition_root = true)")
                        .fails("publication", "publication.name", "every kind of change", "SET (publish ="),
                with("source: publication of partitions").sourceOption("publication.autocreate", "disabled")
                        .source("CREATE PUBLICATION $slot$ FOR TABLE shop.orders, shop.days")
                        .fails("publication", "publication.name", "under their own names",
                                "SET (publish_via_partition_root = true);"),
                with("source: publication of some rows").sourceOption("publication.autocreate", "disabled")
                        .source("CREATE PUBLICATION $slot$ FOR TABLE shop.orders WHERE (id > 1), shop.days WITH"
                                + " (publish_via_partition_root = true)")
                        .warns("publication", "publication.name", "row filters", "SET TABLE ONLY"),
                with("source: publication of all tables").source("CREATE TABLE other (id int);"
                        + "CREATE PUBLICATION $slot$ FOR ALL TABLES WITH (publish_via_partition_root = true)")
                        .fails("publication", "publication.name", "FOR ALL TABLES", "DROP PUBLICATION"),
                with("source: publication of another account").source("CREATE PUBLICATION $slot$")
                        .fails("publication", "publication.name", "another account", "OWNER TO \"$account$\";"),
                with("source: prepared transaction").source("BEGIN; SELECT txid_current();"
                        + "PREPARE TRANSACTION '$slot$'").warns("open transactions", URL, "'$slot$'")
                        .mendedByWords("COMMIT PREPARED '$slot$';"),
                with("source: long transaction").step(BrokenSources::holdTransaction)
                        .warns("open transactions", URL, "A transaction of process", "pg_terminate_backend("));
    }

    /** The account sees since when a transaction is open only if it is its own. */
    private static void holdTransaction(SetUp setUp) {
        try {
            Database account = setUp.source().as(setUp.account(), SetUp.PASSWORD);
            Connection session = account.connect();
            setUp.hold(session);
            session.setAutoCommit(false);
            try (Statement statement = session.createStatement()) {
                statement.execute("SELECT txid_current()");
            }
            Await.until(LIMIT, "the transaction is old", () -> setUp.source().number("SELECT count(*) FROM"
                    + " pg_stat_activity WHERE usename = ? AND xact_start < now() - interval '6 s'",
                    setUp.account()) > 0,
                    () -> "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void readSlot(SetUp setUp) {
        setUp.onSource("SELECT pg_create_logical_replication_slot('$slot$', 'pgoutput'); CREATE PUBLICATION"
                + " for_reading");
        Properties properties = new Properties();
        properties.putAll(Map.of("user", setUp.account(), "password", SetUp.PASSWORD, "replication", "database",
                "preferQueryMode", "simple", "assumeMinServerVersion", "10", "ApplicationName", "other program"));
        try {
            Connection session = DriverManager.getConnection(setUp.source().url(), properties);
            setUp.hold(session);
            session.unwrap(PGConnection.class).getReplicationAPI().replicationStream().logical()
                    .withSlotName(setUp.slot()).withSlotOption("proto_version", "1")
                    .withSlotOption("publication_names", "for_reading").start();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
