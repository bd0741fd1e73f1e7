package io.pgtwin.integration.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.structure.SequenceValue;
import io.pgtwin.common.structure.StructureJson;
import io.pgtwin.integration.sync.Converters;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.HeldCopy;
import io.pgtwin.integration.sync.OwnWorker;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.sql.ContentComparison;
import io.pgtwin.testbed.sql.Database;

/** Definitions, rows and sequences go the whole way from a source to an empty target. */
@Order(6)
@ExtendWith(FreshSync.class)
class StructureSyncTest {
    static final String TABLE_NAMES = "app\\.items => shop.Our Goods; app\\.events_2025 => shop.events_later;"
            + "app\\.(.*) => shop.$1; types\\.(.*) => kinds.$1; Odd Schema\\.(.*) => odd.$1";
    static final String COLUMN_NAMES = "app\\.items\\.id => item_id; app\\.items\\.text => Body Text;"
            + "app\\.items\\.name => select; app\\.items\\.price => cost_each; app\\.items\\.key => k;"
            + "app\\.customers\\.id => customer_id; app\\.(parent|child|adopted|mixed)\\.note => remark;"
            + "app\\.events\\w*\\.kind => sort; app\\.hashed\\w*\\.id => hid";
    private static final long MORE_THAN_THE_CATALOG = 2_000_000;
    private static final RenamedNames RENAMED = new RenamedNames();

    @ParameterizedTest
    @CsvSource({"COMPACT, 1", "COMPACT, 4", "JSON_WITHOUT_SCHEMAS, 4"})
    void everythingIsMadeAgain(Converters converters, String tasks, Sync sync) {
        createSource(sync);
        run(sync.target(), "structure-functions.sql", sync);
        sync.with(converters).withSink("tasks.max", tasks)
                .withSink("consistency", tasks.equals("1") ? "transaction" : "table").start();
        sync.awaitEqual();
        sync.awaitBuilt();
        assertThat(definitions(sync.target(), sync)).isEqualTo(definitions(sync.source(), sync));
        assertThat(sync.target().column("SELECT DISTINCT state FROM pgtwin.structure WHERE state <> 'not_carried'"))
                .containsExactlyInAnyOrder("created", "existed");
        assertThat(sync.target().column("SELECT name FROM pgtwin.structure WHERE state = 'not_carried'"))
                .contains("app.initials(name text)");
        sync.source().execute("INSERT INTO app.customers (name) VALUES ('later')");
        sync.awaitEqual();
    }

    @Test
    void everythingIsMadeUnderOtherNames(Sync sync) {
        createSource(sync);
        sync.target().execute(script("structure-functions.sql", sync).replace("app", "shop"));
        sync.withSink("name.mapping", TABLE_NAMES).withSink("column.mapping", COLUMN_NAMES).start();
        sync.awaitTarget("rows are there", target -> sync.source().tables().size() == target.number(
                "SELECT count(*) FROM pgtwin.status WHERE step = 'incremental' AND rows_expected_is_exact"));
        sync.awaitBuilt();
        assertThat(ContentComparison.between(sync.source(), sync.target()).withTables(StructureSyncTest::renamed)
                .withColumns(StructureSyncTest::renamedColumn).differences()).isEmpty();
        run(sync.source(), "structure-renames.sql", sync);
        assertThat(definitions(sync.target(), sync)).isEqualTo(definitions(sync.source(), sync));
    }

    @Test
    void aWorkerThatDiesBetweenStructureAndRowsLeavesNothingOut() {
        ConnectWorker worker = OwnWorker.start("structure-worker");
        try (Sync sync = Sync.on(Servers.shared().withWorker(worker)); HeldCopy copy = HeldCopy.of(sync,
                MORE_THAN_THE_CATALOG)) {
            createSource(sync);
            sync.source().execute("CREATE TABLE app.many (id int PRIMARY KEY, v text UNIQUE, w int REFERENCES"
                    + " app.refers);INSERT INTO app.many SELECT i, repeat('v', 100) || i, i % 100 + 1 FROM"
                    + " generate_series(1, 60000) i;CREATE INDEX many_w ON app.many (w, v)");
            run(sync.target(), "structure-functions.sql", sync);
            OwnWorker.withQuickDetectionOfDeath(sync).withSource("snapshot.format", "rows")
                    .withSink("batch.max.rows", "500")
                    .start();
            sync.awaitTarget("rows arrive", target -> target.number("SELECT count(*) FROM app.many") > 0);
            worker.kill();
            assertThat(sync.target().number("SELECT count(*) FROM app.many")).isLessThan(60_000);
            copy.goOn();
            worker.start();
            sync.awaitEqual(Duration.ofMinutes(3));
            sync.awaitBuilt();
            assertThat(definitions(sync.target(), sync)).isEqualTo(definitions(sync.source(), sync));
        } finally {
            worker.stop();
        }
    }

    @Test
    void whatCannotBeMadeIsReportedAndTheSyncGoesOn(Sync sync) {
        sync.source().execute("CREATE TABLE a (id int PRIMARY KEY, note text CONSTRAINT a_note_unique UNIQUE);"
                + "CREATE INDEX a_index ON a (note, id); INSERT INTO a SELECT i, i FROM generate_series(1, 100) i");
        sync.target().execute("CREATE TABLE a (id bigint PRIMARY KEY, note varchar(50) DEFAULT 'none');"
                + "INSERT INTO a VALUES (1000, 1)");
        sync.withSink("precheck", "warn").start().awaitCopied("public.a", Sync.LIMIT);
        sync.awaitBuilt();
        assertThat(sync.target().rows("SELECT state, detail FROM pgtwin.structure WHERE kind = 'index constraint'"))
                .singleElement().satisfies(row -> {
                    assertThat(row.get(0)).isEqualTo("failed");
                    assertThat(row.get(1)).contains("a_note_unique of public.a", "CONSTRAINT_VIOLATED");
                });
        assertThat(sync.target().value("SELECT state FROM pgtwin.structure WHERE kind = 'index'")).isEqualTo("created");
        assertThat(sync.target().value("SELECT detail FROM pgtwin.structure WHERE kind = 'table'"))
                .contains("column \"id\" is bigint instead of integer",
                        "column \"note\" is character varying(50) instead of text",
                        "column \"note\" has default 'none'::character varying instead of no default");
        sync.source().execute("INSERT INTO a VALUES (200, 'more')");
        sync.awaitTarget("changes arrive", target -> target.number("SELECT count(*) FROM a WHERE id = 200") == 1);

        sync.target().execute("DELETE FROM a WHERE id = 1000");
        sync.rest().restart(sync.sinkConnector().name());
        sync.awaitTarget("it is made", target -> target.number(
                "SELECT count(*) FROM pg_constraint WHERE conname = 'a_note_unique'") == 1);
        sync.awaitEqual();
    }

    @Test
    void whatIsNamedComesAlongAndWhatFailsOfItStopsNothing(Sync sync) {
        run(sync.source(), "structure-include.sql", sync);
        sync.source().execute("INSERT INTO app.items (name, price, qty, mood) SELECT i, i, i, 'ok' FROM"
                + " generate_series(1, 50) i;INSERT INTO app.customers SELECT i, i FROM generate_series(1, 50) i;"
                + " REFRESH MATERIALIZED VIEW app.sums");
        String role = "DO $$ BEGIN CREATE ROLE %s; EXCEPTION WHEN duplicate_object THEN NULL; END $$";
        sync.target().execute(role.formatted("pgtwin_reader"));
        List<String> expected = Definitions.ofIncluded(sync.source(), sync.servers().target().version());
        sync.source().execute(role.formatted("pgtwin_absent") + "; GRANT SELECT ON app.items TO pgtwin_absent");
        sync.withSource("structure.include", "functions,views,triggers,policies,grants").start().awaitEqual();
        sync.awaitBuilt();
        assertThat(Definitions.ofIncluded(sync.target(), sync.servers().target().version())).isEqualTo(expected);
        assertThat(sync.target().rows("SELECT * FROM app.sums"))
                .isEqualTo(sync.source().rows("SELECT * FROM app.sums"));
        assertThat(sync.target().rows("SELECT name, state, detail FROM pgtwin.structure WHERE state NOT IN ('created',"
                + " 'existed')"))
                .singleElement().satisfies(row -> {
                    assertThat(row.subList(0, 2)).containsExactly("to pgtwin_absent on app.items", "failed");
                    assertThat(row.get(2)).contains("role \"pgtwin_absent\" does not exist");
                });
        sync.source().execute("INSERT INTO app.items (name, qty) VALUES ('later', 1); INSERT INTO app.customers VALUES"
                + " (51, 1);UPDATE app.items SET name = 'changed' WHERE id < 10; DELETE FROM app.customers WHERE id ="
                + " 1");
        sync.awaitEqual();
        sync.source().execute("REVOKE SELECT ON app.items FROM pgtwin_absent; DROP ROLE pgtwin_absent");
    }

    @Test
    void twoTablesBecomeOneOnlyOnPurpose(Sync sync) {
        sync.source().execute("CREATE TABLE a_1 (id int PRIMARY KEY); CREATE TABLE a_2 (id int PRIMARY KEY);"
                + "INSERT INTO a_1 SELECT generate_series(1, 10); INSERT INTO a_2 SELECT generate_series(11, 20)");
        sync.withSink("name.mapping", "public\\.a_. => public.a").start();
        assertThat(sync.rest().awaitFailed(sync.sinkConnector().name(), Sync.LIMIT))
                .contains("CONFIGURATION", "public.a_1", "public.a_2", "name.mapping.allow.merge");
        sync.rest().delete(sync.sinkConnector().name());
        sync.withSink("name.mapping.allow.merge", "true").startSink();
        sync.awaitTarget("both arrive", target -> target.number("SELECT count(*) FROM a") == 20);
    }

    @Test
    void sequencesGoOnWhereTheSourceStands(Sync sync) {
        sync.source().execute("CREATE TABLE a (id serial PRIMARY KEY, n int GENERATED ALWAYS AS IDENTITY);"
                + "INSERT INTO a SELECT FROM generate_series(1, 100)");
        sync.with(Converters.JSON_WITHOUT_SCHEMAS).start().awaitEqual();
        tellSequences(sync, List.of(value("a_id_seq", 100), value("a_n_seq", 100), value("not_there", 5)));
        sync.awaitTarget("the sequences stand at 100", target -> target.column("SELECT last_value FROM a_id_seq"
                + " UNION ALL SELECT last_value FROM a_n_seq").equals(List.of("100", "100")));
        assertThat(sync.target().rows("INSERT INTO a DEFAULT VALUES RETURNING id, n"))
                .containsExactly(List.of("101", "101"));
    }

    private static SequenceValue value(String name, long last) {
        return new SequenceValue(new TableId("public", name), Optional.of(new TableId("public", "a")), last, true);
    }

    /** As the source does, through a converter to JSON without schemas. */
    private static void tellSequences(Sync sync, List<SequenceValue> values) {
        String definition = StructureJson.writeSequenceValues(values).replace("\"", "\\\"");
        String record = "{\"type\": \"sequences_read\", \"ts_ms\": 0, \"definition\": \"" + definition + "\"}";
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", sync.servers().broker().bootstrapServers()), new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(sync.name(), record));
        }
    }

    /** Unlogged tables do not go along, and neither do functions. */
    static void createSource(Sync sync) {
        run(sync.source(), "structure-functions.sql", sync);
        run(sync.source(), "structure.sql", sync);
        sync.source().execute("DROP TABLE app.scratch");
        run(sync.source(), "structure-rows.sql", sync);
    }

    private static void run(Database database, String script, Sync sync) {
        database.execute(script(script, sync));
    }

    /** What both servers know. */
    static String script(String name, Sync sync) {
        return VersionedScript.read(name, version(sync));
    }

    /** Of the older one of both servers. */
    static int version(Sync sync) {
        return Math.min(Integer.parseInt(sync.servers().source().version()),
                Integer.parseInt(sync.servers().target().version()));
    }

    private static List<String> definitions(Database database, Sync sync) {
        return Definitions.of(database, sync.servers().target().version(), true);
    }

    static String renamed(String table) {
        TableId target = RENAMED.map(id(table));
        return target.schema() + "." + target.name();
    }

    static String renamedColumn(String column) {
        int dot = column.lastIndexOf('.');
        return RENAMED.column(id(column.substring(0, dot)), column.substring(dot + 1));
    }

    private static TableId id(String table) {
        int dot = table.indexOf('.');
        return new TableId(table.substring(0, dot), table.substring(dot + 1));
    }
}
