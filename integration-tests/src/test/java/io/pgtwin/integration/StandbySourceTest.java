package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Load;
import io.pgtwin.integration.sync.Remains;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.source.SourceTakeOver;
import io.pgtwin.testbed.SharedTestbed;
import io.pgtwin.testbed.postgres.PostgresOptions;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.proxy.TcpProxy;

/** A standby as the source, which leaves the primary alone: nothing but the publication is made there. */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandbySourceTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final PostgresOptions OPTIONS = new PostgresOptions("16", "unused", Map.of());
    private static final long MORE_THAN_THE_CATALOG = 300_000;
    private static final String CHANGES = """
            INSERT INTO items (note) SELECT 'new' FROM generate_series(1, 5);
            UPDATE items SET note = note || '.' WHERE id % 5000 = 7;
            DELETE FROM items WHERE id = (SELECT min(id) FROM items)
            """;

    private PostgresServer primary;
    private PostgresServer standby;
    private Sync sync;

    @BeforeAll
    void startPair() {
        primary = SharedTestbed.get().addPostgres("primary-of-source", OPTIONS);
        standby = SharedTestbed.get().addStandby("standby-as-source", primary, OPTIONS,
                Map.of("primary_slot_name", "standby", "hot_standby_feedback", "on"));
        primary.sql().execute("SELECT pg_create_physical_replication_slot('standby', true)");
    }

    @AfterAll
    void stopPair() {
        standby.stop();
        primary.stop();
    }

    @BeforeEach
    void makeTable() {
        sync = Sync.on(Servers.shared().withSource(primary));
        sync.source().execute("CREATE TABLE items (id serial PRIMARY KEY, note text);"
                + " INSERT INTO items (note) SELECT repeat('copied', 20) FROM generate_series(1, 60000);"
                + " CREATE INDEX items_by_note ON items (note); CREATE PUBLICATION by_hand FOR TABLE items");
        sync.withSource("connection.url", url(standby.port())).withSource("publication.name", "by_hand")
                .withSource("publication.autocreate", "disabled").withSource("connection.retry.interval.ms", "500");
        awaitReplayed();
    }

    @AfterEach
    void removeSync() {
        Remains remains = new Remains(sync.servers(), sync.name());
        remains.deleteConnectors(List.of(sync.sourceConnector().name(), sync.sinkConnector().name()));
        remains.dropSlot(standby.database("postgres"), sync.slot());
        sync.close();
    }

    @Test
    void rowsAreCopiedAndChangesFollowed() {
        sync.withSource("sequence.interval.ms", "500").start();
        awaitSlot();
        sync.awaitEqual();
        sync.awaitBuilt();
        try (Load load = Load.of(sync.source(), Duration.ofMillis(5), CHANGES)) {
            load.awaitMore(100);
            standby.restart();
            load.awaitMore(100);
        }
        sync.awaitEqual();
        assertThat(slots(primary)).containsExactly("standby");
        sync.awaitTarget("sequences are told, which a standby knows in advance", target ->
                target.number("SELECT last_value FROM items_id_seq") >= target.number("SELECT max(id) FROM items"));
    }

    @Test
    void interruptedCopyGoesOn() throws IOException {
        try (TcpProxy proxy = TcpProxy.to("127.0.0.1", standby.port())) {
            proxy.holdBackAfter(MORE_THAN_THE_CATALOG);
            sync.withSource("connection.url", url(proxy.port())).withSource("snapshot.format", "rows")
                    .withSource("snapshot.slice.bytes", "1048576").withSink("batch.max.rows", "500").start();
            awaitSlot();
            sync.awaitTarget("rows arrive", target -> target.number("SELECT count(*) FROM items") > 0);
            standby.kill();
            sync.source().execute(CHANGES);
            standby.start();
            assertThat(sync.target().number("SELECT count(*) FROM items")).isLessThan(60_000);
            proxy.letPass();
            Awaitility.await("the copy is complete").atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).until(() -> {
                tellOfTransactions();
                return sync.target().number("SELECT count(*) FROM pgtwin.status"
                        + " WHERE state IN ('building', 'following')") == 1;
            });
            sync.awaitEqual();
        }
    }

    @Test
    void whatAStandbyCannotDoIsSaid() {
        try (SourceTakeOver takeOver = new SourceTakeOver(sync.sourceConnector().options())) {
            assertThatThrownBy(takeOver::end).hasMessageContainingAll("STANDBY_UNSUITABLE", "SELECT pg_promote()");
        }
        sync.withSource("publication.autocreate", "filtered");
        assertThat(sync.validate(sync.sourceConnector()).errors().get("publication.autocreate")).asString()
                .contains("no publication can be made", "at the primary", "publication.autocreate=disabled");
        sync.withSource("publication.autocreate", "disabled").withSource("publication.name", "absent");
        assertThat(sync.validate(sync.sourceConnector()).errors().get("publication.name")).asString()
                .contains("as the owner of the tables, at the primary: CREATE PUBLICATION \"absent\" FOR TABLE");
        sync.withSource("publication.name", "by_hand")
                .withSource("connection.url", standby.database(sync.name()).url());
        assertThat(sync.validate(sync.sourceConnector()).errors().get("connection.url")).asString()
                .contains("The server is a standby", "targetServerType=any");
    }

    @Test
    void fullWithoutChangesNeedsNeitherSlotNorPublication() {
        sync.source().execute("DROP PUBLICATION by_hand");
        sync.withSource("sync.steps", "structure,full").withSource("publication.autocreate", "filtered");
        awaitReplayed();
        sync.start().awaitEqual();
        assertThat(slots(standby)).isEmpty();
    }

    private static List<String> slots(PostgresServer server) {
        return server.database("postgres").column("SELECT slot_name FROM pg_replication_slots");
    }

    private String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + sync.name() + "?targetServerType=any";
    }

    /** A slot of a standby comes to be when the primary tells which transactions run. */
    private void awaitSlot() {
        Awaitility.await("the slot is there").atMost(LIMIT).until(() -> {
            tellOfTransactions();
            return standby.database("postgres").number("SELECT count(*) FROM pg_replication_slots WHERE slot_name = ?"
                    + " AND confirmed_flush_lsn IS NOT NULL", sync.slot()) == 1;
        });
    }

    private void tellOfTransactions() {
        primary.database("postgres").execute("SELECT pg_log_standby_snapshot()");
    }

    private void awaitReplayed() {
        String now = primary.database("postgres").value("SELECT pg_current_wal_insert_lsn()");
        Awaitility.await("the standby has everything").atMost(LIMIT).until(() -> standby.database("postgres")
                .value("SELECT pg_last_wal_replay_lsn() >= ?::pg_lsn", now).equals("t"));
    }
}
