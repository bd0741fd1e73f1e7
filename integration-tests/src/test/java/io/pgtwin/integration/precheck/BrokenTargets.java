package io.pgtwin.integration.precheck;

import static io.pgtwin.integration.precheck.BrokenSetUp.with;

import java.util.List;
import java.util.stream.Stream;

import io.pgtwin.testbed.process.FreePorts;

/** Targets, and pairs, that are broken in one way each. */
final class BrokenTargets {
    private static final String URL = "connection.url";
    private static final String USER = "connection.user";
    private static final String NAMES = "name.mapping";
    private static final String COLUMNS = "column.mapping";
    private static final String OF_COLUMNS = "columns of target tables";
    private static final String EXTRA =
            "CREATE TABLE shop.extra (%s); ALTER TABLE shop.extra OWNER TO $owner$; GRANT SELECT ON shop.extra TO"
                    + " $account$";

    private BrokenTargets() {}

    static Stream<BrokenSetUp> all() {
        return Stream.of(servers(), rights(), tables(), pairs()).flatMap(List::stream);
    }

    private static List<BrokenSetUp> servers() {
        return List.of(
                with("target: no server").step(setUp -> setUp.setSink(URL, "jdbc:postgresql://127.0.0.1:"
                        + FreePorts.next() + "/shop")).fails("reachable", URL, "CONNECTION_LOST")
                        .mendedBySink(URL, "$target_url$"),
                with("target: wrong password").sinkOption("connection.password", "wrong")
                        .fails("authenticated", USER, "AUTHENTICATION").mendedBySink("connection.password", "precheck"),
                with("target: unknown database").step(setUp -> setUp.setSink(URL, setUp.target().url() + "_unknown"))
                        .fails("reachable", URL, "DATABASE_MISSING").mendedBySink(URL, "$target_url$"),
                with("target: server without TLS").step(setUp -> setUp.setSink(URL, setUp.target().url()
                        + "?sslmode=verify-full")).fails("TLS", URL, "sslmode=verify-full")
                        .mendedBySink(URL, "$target_url$"),
                with("target: read-only database").step(setUp -> setUp.onTarget(
                        "ALTER DATABASE $database$ SET default_transaction_read_only = on"))
                        .fails("writable", URL, "read-only", "SET default_transaction_read_only = off;")
                        .mendedInTarget(),
                with("target: read-only account").target("ALTER ROLE $writer$ SET default_transaction_read_only = on")
                        .fails("writable", URL, "read-only", "ALTER ROLE \"$writer$\" RESET").mendedInTarget());
    }

    private static List<BrokenSetUp> rights() {
        return List.of(
                with("target: no CREATE on the database").target("REVOKE CREATE ON DATABASE $database$ FROM $writer$")
                        .fails("CREATE on the database", USER, "schema 'pgtwin' is to be created", "GRANT CREATE")
                        .mendedInTarget(),
                with("target: no TEMPORARY").target("REVOKE TEMPORARY ON DATABASE $database$ FROM $writer$")
                        .fails("TEMPORARY on the database", USER, "GRANT TEMPORARY ON DATABASE").mendedInTarget(),
                with("target: own schema of another account")
                        .target("CREATE SCHEMA pgtwin; GRANT CREATE ON SCHEMA pgtwin TO $writer$")
                        .fails("progress.schema", USER, "GRANT USAGE ON SCHEMA \"pgtwin\"").mendedInTarget(),
                with("target: own schema that nothing can be made in")
                        .target("CREATE SCHEMA pgtwin; GRANT USAGE ON SCHEMA pgtwin TO $writer$")
                        .fails("progress.schema", USER, "GRANT CREATE ON SCHEMA \"pgtwin\"").mendedInTarget(),
                with("target: progress of another account").target("CREATE SCHEMA pgtwin; GRANT ALL ON SCHEMA pgtwin TO"
                        + " $writer$; CREATE TABLE pgtwin.progress (sink text, source_schema text, source_table text)")
                        .fails("progress.schema", USER, "ON pgtwin.progress TO").mendedInTarget(),
                with("target: no USAGE on a schema").target("REVOKE USAGE ON SCHEMA shop FROM $writer$")
                        .fails("USAGE on schemas", USER, "GRANT USAGE ON SCHEMA \"shop\"").mendedInTarget(),
                with("target: no CREATE on a schema").target("REVOKE CREATE ON SCHEMA shop FROM $writer$")
                        .fails("CREATE on schemas", USER, "GRANT CREATE ON SCHEMA \"shop\"").mendedInTarget(),
                with("target: no CREATE for a missing schema").sinkOption(NAMES, "shop\\.days => archive.days")
                        .target("CREATE SCHEMA pgtwin; GRANT ALL ON SCHEMA pgtwin TO $writer$;"
                                + "REVOKE CREATE ON DATABASE $database$ FROM $writer$")
                        .fails("CREATE on the database", USER, "schemas that it lacks").mendedInTarget(),
                with("target: no SELECT on a table").target("REVOKE SELECT ON shop.orders FROM $writer$")
                        .fails("rights on tables", USER, "GRANT SELECT ON \"shop\".\"orders\"").mendedInTarget(),
                with("target: no INSERT and UPDATE on a table")
                        .target("REVOKE INSERT, UPDATE ON shop.orders FROM $writer$")
                        .fails("rights on tables", USER, "GRANT INSERT, UPDATE ON").mendedInTarget(),
                with("target: no DELETE on a table").target("REVOKE DELETE ON shop.orders FROM $writer$")
                        .fails("rights on tables", USER, "GRANT DELETE ON").mendedInTarget(),
                with("target: no TRUNCATE on a table").target("REVOKE TRUNCATE ON shop.orders FROM $writer$")
                        .warns("TRUNCATE on tables", USER, "delete of all rows", "GRANT TRUNCATE ON").mendedInTarget());
    }

    private static List<BrokenSetUp> tables() {
        return List.of(
                with("target: missing column").target("ALTER TABLE shop.orders DROP COLUMN note")
                        .fails(OF_COLUMNS, COLUMNS, "no column 'note'", "ADD COLUMN \"note\" text;").mendedInTarget(),
                with("target: column of a narrower type").target("ALTER TABLE shop.orders ALTER note TYPE int USING 1")
                        .fails(OF_COLUMNS, COLUMNS, "is integer", "ALTER COLUMN \"note\" TYPE text").mendedInTarget(),
                with("target: column that rows would lack").target("ALTER TABLE shop.orders ADD extra int NOT NULL")
                        .fails(OF_COLUMNS, COLUMNS, "'extra'", "NOT NULL without a default", "DROP NOT NULL;")
                        .mendedInTarget(),
                with("target: other key").target("ALTER TABLE shop.orders DROP CONSTRAINT orders_pkey;"
                        + "ALTER TABLE shop.orders ADD PRIMARY KEY (id, note); ALTER TABLE shop.orders ALTER note"
                        + " SET DEFAULT ''").fails("keys of target tables", NAMES, "[id]",
                                "CREATE UNIQUE INDEX ON \"shop\".\"orders\" (\"id\");").mendedInTarget(),
                with("target: rule").target("CREATE RULE quiet AS ON INSERT TO shop.orders DO INSTEAD NOTHING")
                        .fails("rules", NAMES, "'quiet'", "DISABLE RULE \"quiet\";").mendedInTarget(),
                with("target: trigger").target("CREATE FUNCTION noise() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RETURN NEW; END'; CREATE TRIGGER noisy BEFORE INSERT ON shop.orders FOR EACH ROW"
                        + " EXECUTE PROCEDURE noise()")
                        .warns("triggers", NAMES, "'noisy'", "DISABLE TRIGGER \"noisy\";")
                        .mendedInTarget(),
                with("target: foreign key").target("CREATE TABLE shop.notes (note text PRIMARY KEY);"
                        + "ALTER TABLE shop.orders ADD CONSTRAINT of_note FOREIGN KEY (note) REFERENCES shop.notes")
                        .warns("foreign keys", USER, "'of_note'", "session_replication_role", "DEFERRABLE;")
                        .mendedInTarget(),
                with("target: view in a table's place")
                .target("CREATE VIEW shop.days AS SELECT 1; GRANT ALL ON shop.days"
                        + " TO $writer$").fails("target tables", NAMES, "shop.days is no table but a view")
                        .mendedBySink(NAMES, "shop\\.days => shop.calendar"),
                with("target: missing table").sinkOption("structure.apply", "false")
                        .fails("target tables", "structure.apply", "shop.days", "does not exist")
                        .mendedBySink("structure.apply", "true"),
                with("target: missing extension").source("CREATE EXTENSION citext")
                        .source("ALTER TABLE shop.orders ADD word public.citext")
                        .target("ALTER TABLE shop.orders ADD word text; CREATE TABLE shop.days (day date PRIMARY KEY,"
                                + " note text); GRANT ALL ON shop.days TO $writer$")
                        .sinkOption("structure.apply", "false")
                        .fails("extensions", USER, "citext", "CREATE EXTENSION \"citext\";").mendedInTarget(),
                with("target: missing type").source("CREATE TYPE shop.mood AS ENUM ('fine')")
                        .source(EXTRA.formatted("id int PRIMARY KEY, mood shop.mood"))
                        .sourceOption("sync.steps", "full,incremental")
                        .fails("types", "structure.apply", "Type shop.mood does not exist")
                        .mendedBySource("sync.steps", "structure,full,incremental"),
                with("target: missing sequence")
                .source("CREATE SEQUENCE shop.numbers; ALTER SEQUENCE shop.numbers OWNER"
                        + " TO $owner$; ALTER TABLE shop.orders ALTER id SET DEFAULT nextval('shop.numbers')")
                        .target("CREATE TABLE shop.days (day date PRIMARY KEY, note text); GRANT ALL ON shop.days TO"
                                + " $writer$").sinkOption("structure.apply", "false")
                        .warns("sequences", "structure.apply", "shop.numbers", "CREATE SEQUENCE").mendedInTarget(),
                with("target: rows that are there already").target("INSERT INTO shop.orders VALUES (1, 'other')")
                        .fails("existing rows", "conflict.mode", "\"shop\".\"orders\"", "conflict.mode=overwrite",
                                "TRUNCATE \"shop\".\"orders\";").mendedInTarget());
    }

    private static List<BrokenSetUp> pairs() {
        return List.of(
                with("pair: two tables with one name").sinkOption(NAMES, "shop\\..* => shop.all")
                        .fails("names", NAMES, "both mapped to shop.all").mendedBySink(NAMES, ""),
                with("pair: name that is too long").sinkOption(NAMES, "shop\\.days => shop." + "n".repeat(64))
                        .fails("names", NAMES, "longer than 63 bytes").mendedBySink(NAMES, ""),
                with("pair: two columns with one name").sinkOption(COLUMNS, "shop\\.days\\..* => one")
                        .fails("names", COLUMNS, "both mapped to 'one'").mendedBySink(COLUMNS, ""),
                with("pair: topics that nobody reads").sinkOption("topics.regex", "elsewhere(\\..*)?")
                        .fails("topics", "topics.regex", "$prefix$.shop.orders", "set topics.regex to $prefix$(\\..*)?")
                        .mendedBySink("topics.regex", "$prefix$(\\..*)?"),
                with("pair: different converters")
                        .sinkOption("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                        .fails("converters", "value.converter", "CompactConverter", "JsonConverter")
                        .mendedBySink("value.converter", "io.pgtwin.converter.CompactConverter"));
    }
}
