package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.NewBeginning;
import io.pgtwin.integration.sync.OwnWorker;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.SharedTestbed;
import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.postgres.PostgresOptions;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.sql.Database;

/** When the source cannot deliver all changes any more, the task fails, says so, and what it says to do helps. */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(15)
class SourceGapsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String DROP = "SELECT pg_drop_replication_slot('%s')";
    private static final String MAKE = "SELECT pg_create_logical_replication_slot('%s', 'pgoutput')";
    private static final String END_READER =
            "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '%s' AND active";

    private PostgresServer source;
    private ConnectWorker worker;
    private Sync sync;

    /** What is done to the slot while the task is stopped, or while it runs. */
    private enum Harm {
        MISSING(false, "SLOT_MISSING", "does not exist", "README") {
            @Override
            void strike(Database source, String slot) {
                source.execute(DROP.formatted(slot));
            }
        },
        MADE_AGAIN(false, "SLOT_AHEAD", "ahead of the stored position", "README") {
            @Override
            void strike(Database source, String slot) {
                source.execute(DROP.formatted(slot));
                change(source, "lost");
                source.execute(MAKE.formatted(slot));
            }
        },
        READ_BY_SOMEBODY_ELSE(false, "SLOT_AHEAD", "ahead of the stored position", "README") {
            @Override
            void strike(Database source, String slot) {
                change(source, "lost");
                source.column("SELECT pg_replication_slot_advance('" + slot + "', pg_current_wal_lsn())::text");
            }
        },
        LOST(false, "SLOT_LOST", "max_slot_wal_keep_size", "README") {
            @Override
            void strike(Database source, String slot) {
                writeMuchWal(source);
                Awaitility.await("lost").atMost(LIMIT).until(() -> {
                    source.execute("CHECKPOINT");
                    return source.number("SELECT count(*) FROM pg_replication_slots WHERE wal_status = 'lost'") > 0;
                });
            }
        },
        OF_ANOTHER_PLUGIN(false, "SLOT_UNSUITABLE", "test_decoding", "Choose another slot.name") {
            @Override
            void strike(Database source, String slot) {
                source.execute(DROP.formatted(slot));
                source.execute(MAKE.formatted(slot).replace("pgoutput", "test_decoding"));
            }
        },
        MISSING_WHILE_RUNNING(true, "SLOT_MISSING", "does not exist", "README") {
            @Override
            void strike(Database source, String slot) {
                dropInUse(source, slot);
            }
        },
        MADE_AGAIN_WHILE_RUNNING(true, "SLOT_AHEAD", "ahead of the stored position", "README") {
            @Override
            void strike(Database source, String slot) {
                dropInUse(source, slot);
                change(source, "lost");
                source.execute(MAKE.formatted(slot));
            }
        };

        private final boolean whileRunning;
        private final List<String> told;

        Harm(boolean whileRunning, String... told) {
            this.whileRunning = whileRunning;
            this.told = List.of(told);
        }

        abstract void strike(Database source, String slot);
    }

    @BeforeAll
    void start() {
        source = SharedTestbed.get().addPostgres("source-with-gaps", new PostgresOptions("17", "unused",
                Map.of("max_slot_wal_keep_size", "16MB", "min_wal_size", "32MB", "max_wal_size", "48MB")));
        worker = OwnWorker.start("worker-over-gaps",
                SharedTestbed.get().workerOptions().withProperty("offset.flush.interval.ms", "500"));
        sync = Sync.on(Servers.shared().withSource(source).withWorker(worker))
                .withSource("heartbeat.interval.ms", "500")
                .withSource("status.interval.ms", "500").withSource("connection.retry.interval.ms", "3000");
        sync.source().execute("CREATE TABLE items (id int PRIMARY KEY, note text); CREATE TABLE others (id int PRIMARY"
                + " KEY); INSERT INTO items SELECT i, 'copied' FROM generate_series(1, 100) i");
        sync.start().awaitEqual();
    }

    @AfterAll
    void end() {
        sync.close();
        worker.stop();
        source.stop();
    }

    @ParameterizedTest
    @EnumSource
    void slotThatDoesNotHaveAllChangesIsAFailureUntilTheSyncBeginsAgain(Harm harm) {
        awaitStored();
        if (!harm.whileRunning) {
            NewBeginning.stop(sync.rest(), sync.sourceConnector().name());
            change(sync.source(), "while stopped");
        }
        harm.strike(sync.source(), sync.slot());
        change(sync.source(), "after " + harm);
        if (!harm.whileRunning) {
            sync.rest().resume(sync.sourceConnector().name());
        }
        awaitFailure(harm.told.toArray(String[]::new));
        assertThat(sync.target().number("SELECT count(*) FROM items WHERE note = ?", "after " + harm)).isZero();

        beginAgain();
    }

    @Test
    void otherServerIsRefusedAndTheFormerOneGoesOn() {
        awaitStored();
        String url = sync.sourceConnector().option("connection.url");
        Database other = Servers.shared().source().createDatabase("another_server");
        other.execute("CREATE TABLE items (id int PRIMARY KEY, note text); CREATE TABLE others (id int PRIMARY KEY)");
        put("connection.url", other.url());
        awaitFailure("OTHER_SERVER", "database cluster", "connection.url");

        change(sync.source(), "at the former server");
        put("connection.url", url);
        sync.awaitEqual();
    }

    @Test
    void publicationThatLosesATableIsAFailureAndTheOthersCanGoOnWithoutIt() {
        awaitStored();
        sync.source().execute("ALTER PUBLICATION " + sync.slot() + " DROP TABLE others");
        sync.source().execute("INSERT INTO others VALUES (1)");
        sync.source().execute("ALTER PUBLICATION " + sync.slot() + " ADD TABLE others; INSERT INTO others VALUES (2)");
        String connector = sync.sourceConnector().name();
        awaitFailure("TABLE_UNPUBLISHED", "public.others", "table.exclude.list");

        Awaitility.await("left").atMost(LIMIT)
                .until(() -> sync.rest().offsets(connector).toString().contains("\"state\":\"left\""));
        sync.rest().restart(connector);
        awaitFailure("TABLE_NOT_SYNCED", "public.others");
        change(sync.source(), "without others");
        put("table.exclude.list", "public\\.others");
        sync.awaitEqual(List.of("public.items"), LIMIT);
        assertThat(sync.target().number("SELECT count(*) FROM others WHERE id = 1")).isZero();

        NewBeginning.stop(sync.rest(), connector);
        put("table.exclude.list", "");
        beginAgain();
    }

    @Test
    void publicationThatLostATableWhileTheTaskWasStoppedIsAFailureEvenIfItHasItBackAtTheNextStart() {
        awaitStored();
        String connector = sync.sourceConnector().name();
        NewBeginning.stop(sync.rest(), connector);
        sync.source().execute("DROP PUBLICATION " + sync.slot() + "; INSERT INTO others VALUES (11)");
        sync.rest().resume(connector);
        awaitFailure("TABLE_UNPUBLISHED", "public.items", "public.others");

        sync.source().execute("CREATE PUBLICATION " + sync.slot() + " FOR TABLE items, others");
        sync.rest().restart(connector);
        awaitFailure("TABLE_NOT_SYNCED", "public.items", "public.others");
        beginAgain();
    }

    @Test
    void tableThatThePublicationLostAndRegainedWhileTheTaskWasStoppedIsAFailureAndComesBackWithACopy() {
        awaitStored();
        String connector = sync.sourceConnector().name();
        NewBeginning.stop(sync.rest(), connector);
        sync.source().execute("ALTER PUBLICATION " + sync.slot() + " DROP TABLE others");
        sync.source().execute("INSERT INTO others VALUES (21)");
        sync.source().execute("ALTER PUBLICATION " + sync.slot() + " ADD TABLE others; INSERT INTO others VALUES (22)");
        sync.rest().resume(connector);
        awaitFailure("TABLE_UNPUBLISHED", "public.others", "table.resync.list");

        change(sync.source(), "while others is away");
        put("table.resync.id", UUID.randomUUID().toString());
        put("table.resync.list", "public\\.others");
        sync.awaitEqual();
        put("table.resync.list", "");
        sync.source().execute("INSERT INTO others VALUES (23)");
        sync.awaitEqual();
    }

    /** The former failure may still be told for a moment. */
    private void awaitFailure(String... told) {
        Awaitility.await("failure").atMost(LIMIT).untilAsserted(
                () -> assertThat(sync.rest().status(sync.sourceConnector().name()).failure()).contains(told));
    }

    private void beginAgain() {
        NewBeginning.of(sync);
        sync.awaitEqual();
    }

    private void put(String option, String value) {
        sync.withSource(option, value);
        sync.rest().put(sync.sourceConnector().name(), sync.sourceConnector().options());
    }

    /** Connect has the position of everything that was written before. */
    private void awaitStored() {
        String now = sync.source().value("SELECT pg_current_wal_lsn()");
        Awaitility.await("stored").atMost(Duration.ofSeconds(20))
                .until(() -> !sync.source().rows("SELECT FROM pg_replication_slots"
                + " WHERE slot_name = ? AND active AND confirmed_flush_lsn >= ?::pg_lsn", sync.slot(), now).isEmpty());
    }

    private static void change(Database source, String note) {
        source.update("INSERT INTO items SELECT max(id) + 1, ? FROM items", note);
    }

    private static void writeMuchWal(Database source) {
        for (int i = 0; i < 6; i++) {
            source.column("SELECT pg_logical_emit_message(false, 'filler', repeat('x', 16000000))::text");
            source.column("SELECT pg_switch_wal()::text");
        }
    }

    private static void dropInUse(Database source, String slot) {
        Awaitility.await("dropped").atMost(LIMIT).pollInterval(Duration.ofMillis(20)).ignoreExceptions().until(() -> {
            source.rows(END_READER.formatted(slot));
            source.execute(DROP.formatted(slot));
            return true;
        });
    }
}
