package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.ConnectorHealth;
import io.pgtwin.integration.sync.EqualContents;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Load;
import io.pgtwin.integration.sync.NewBeginning;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.SharedTestbed;
import io.pgtwin.testbed.postgres.PostgresOptions;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.sql.Database;

/** A source whose primary dies: the sync follows the promoted standby, or fails if that has not everything. */
@Order(3)
@ExtendWith(FreshSync.class)
class FailoverTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Map<String, String> FOLLOWING_SLOTS = Map.of("primary_slot_name", "standby",
            "sync_replication_slots", "on",
            "hot_standby_feedback", "on");
    private static final String CHANGES = """
            INSERT INTO items SELECT nextval('item_ids'), 'new' FROM generate_series(1, 5);
            UPDATE items SET note = note || '.' WHERE id % 20 = 7;
            DELETE FROM items WHERE id = (SELECT min(id) FROM items)
            """;

    private PostgresServer primary;
    private PostgresServer standby;
    private Sync sync;

    @AfterEach
    void end() {
        sync.rest().delete(sync.sourceConnector().name());
        sync.rest().delete(sync.sinkConnector().name());
        primary.stop();
        standby.stop();
    }

    @Test
    void syncFollowsTheStandbyThatHasItsSlot() {
        start("followed", Map.of("synchronized_standby_slots", "standby"), FOLLOWING_SLOTS);
        Database promoted = standby.database(sync.name());
        Awaitility.await("the slot is at the standby").atMost(LIMIT).until(() -> promoted.number(
                "SELECT count(*) FROM pg_replication_slots WHERE slot_name = ? AND synced AND NOT temporary",
                sync.slot()) == 1);
        try (Load load = Load.inSpiteOfOutages(sync.source(), Duration.ofMillis(5), CHANGES)) {
            load.awaitMore(200);
            primary.kill();
        }
        promote();
        try (Load load = Load.of(promoted, Duration.ofMillis(5), CHANGES)) {
            load.awaitMore(200);
        }
        awaitEqual(promoted);
    }

    @Test
    void standbyWithoutTheSlotIsAFailure() {
        start("slotless", Map.of(), Map.of("primary_slot_name", "standby"));
        primary.kill();
        promote();
        assertThat(sync.rest().awaitFailed(sync.sourceConnector().name(), LIMIT))
                .contains("SLOT_MISSING", sync.slot(), "README");
        beginAgain();
    }

    @Test
    void standbyThatLacksWhatWasSentIsAFailure() {
        start("behind", Map.of(), FOLLOWING_SLOTS);
        Database behind = standby.database(sync.name());
        Awaitility.await("the slot is at the standby").atMost(LIMIT).until(() -> behind.number(
                "SELECT count(*) FROM pg_replication_slots WHERE slot_name = ? AND synced AND NOT temporary",
                sync.slot()) == 1);
        standby.kill();
        sync.source().execute(CHANGES);
        sync.awaitEqual();
        primary.kill();
        standby.start();
        promote();
        assertThat(sync.rest().awaitFailed(sync.sourceConnector().name(), LIMIT))
                .contains("TIMELINE_LEFT", "timeline 2", "README");
        beginAgain();
    }

    @Test
    void syncThatReadsTheStandbyGoesOnWhenThatIsPromoted() {
        makePair("left", Map.of("primary_slot_name", "standby", "hot_standby_feedback", "on"));
        makeTable();
        sync.source().execute("CREATE PUBLICATION by_hand FOR TABLE items");
        awaitReplayed();
        sync.withSource("connection.url", standby.database(sync.name()).url() + "?targetServerType=any")
                .withSource("publication.name", "by_hand").withSource("publication.autocreate", "disabled")
                .withSource("connection.retry.interval.ms", "500").start();
        Awaitility.await("the slot is there").atMost(LIMIT).until(() -> {
            primary.sql().execute("SELECT pg_log_standby_snapshot()");
            return standby.database("postgres").number("SELECT count(*) FROM pg_replication_slots WHERE slot_name = ?"
                    + " AND confirmed_flush_lsn IS NOT NULL", sync.slot()) == 1;
        });
        sync.source().execute(CHANGES);
        sync.awaitEqual();
        primary.kill();
        promote();
        Database promoted = standby.database(sync.name());
        try (Load load = Load.inSpiteOfOutages(promoted, Duration.ofMillis(5), CHANGES)) {
            load.awaitMore(100);
        }
        awaitEqual(promoted);
    }

    /** What the failures say is to be done. */
    private void beginAgain() {
        Database promoted = standby.database(sync.name());
        promoted.execute(CHANGES);
        NewBeginning.of(sync, promoted);
        try (Load load = Load.of(promoted, Duration.ofMillis(5), CHANGES)) {
            load.awaitMore(50);
        }
        awaitEqual(promoted);
    }

    private void makePair(String name, Map<String, String> ofStandby) {
        PostgresOptions options = new PostgresOptions("17", "unused", Map.of());
        primary = SharedTestbed.get().addPostgres("primary-" + name, options);
        standby = SharedTestbed.get().addStandby("standby-" + name, primary, options, ofStandby);
        primary.sql().execute("SELECT pg_create_physical_replication_slot('standby', true)");
    }

    private void makeTable() {
        sync = Sync.on(Servers.shared().withSource(primary));
        sync.source().execute("CREATE TABLE items (id int PRIMARY KEY, note text); CREATE SEQUENCE item_ids START"
                + " 1000000; INSERT INTO items SELECT i, 'copied' FROM generate_series(1, 1000) i");
    }

    private void start(String name, Map<String, String> ofPrimary, Map<String, String> ofStandby) {
        makePair(name, ofStandby);
        ofPrimary.forEach((setting, value) -> primary.sql()
                .execute("ALTER SYSTEM SET " + setting + " = '" + value + "'"));
        primary.sql().execute("SELECT pg_reload_conf()");
        makeTable();
        sync.withSource("connection.url", "jdbc:postgresql://127.0.0.1:" + primary.port() + ",127.0.0.1:"
                + standby.port() + "/"
                + sync.name()).withSource("connection.retry.interval.ms", "500").start().awaitEqual();
        awaitReplayed();
    }

    private void awaitReplayed() {
        String now = primary.sql().value("SELECT pg_current_wal_lsn()");
        Awaitility.await("the standby has the database").atMost(LIMIT).until(() -> standby.database("postgres")
                .value("SELECT pg_last_wal_replay_lsn() >= ?::pg_lsn", now).equals("t"));
    }

    private void promote() {
        standby.database("postgres").execute("SELECT pg_promote()");
    }

    private void awaitEqual(Database promoted) {
        new EqualContents(promoted, sync.target(), List.of("public.items"))
                .await(LIMIT, new ConnectorHealth(sync.rest(),
                        List.of(sync.sourceConnector().name(), sync.sinkConnector().name())));
    }
}
