package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Sync;

/**
 * Tables that appear, disappear or are selected otherwise while a sync runs, and what a restart of the task makes of
 * them.
 */
@ExtendWith(FreshSync.class)
class NewTablesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void newTableIsLeftOutAndTheOthersGoOn(Sync sync) {
        begin(sync);
        sync.source().execute("CREATE TABLE newcomer (id int PRIMARY KEY); INSERT INTO newcomer VALUES (1)");
        restart(sync);
        sync.source().execute("INSERT INTO newcomer VALUES (2); INSERT INTO items VALUES (2)");
        sync.awaitEqual(List.of("public.items"), LIMIT);
        assertThat(sync.target().value("SELECT to_regclass('public.newcomer') IS NULL")).isEqualTo("t");
    }

    @Test
    void newTableIsAFailureIfThatIsAskedFor(Sync sync) {
        begin(sync);
        sync.source().execute("CREATE TABLE newcomer (id int PRIMARY KEY)");
        sync.withSource("table.new", "fail");
        change(sync);
        assertThat(sync.rest().awaitFailed(sync.sourceConnector().name(), LIMIT))
                .contains("TABLE_NOT_SYNCED", "public.newcomer", "table.new=ignore", "table.exclude.list");
        sync.withSource("table.exclude.list", "public\\.newcomer");
        change(sync);
        sync.source().execute("INSERT INTO items VALUES (2)");
        sync.awaitEqual(List.of("public.items"), LIMIT);
    }

    @Test
    void newTableOfAPublicationForAllTablesIsLeftOutToo(Sync sync) {
        sync.source().execute("CREATE TABLE items (id int PRIMARY KEY); INSERT INTO items VALUES (1);"
                + " CREATE PUBLICATION " + sync.slot() + " FOR ALL TABLES");
        sync.withSource("publication.autocreate", "disabled").start().awaitEqual();
        awaitKnown(sync);
        sync.source().execute("CREATE TABLE newcomer (id int PRIMARY KEY); INSERT INTO newcomer VALUES (1)");
        restart(sync);
        sync.source().execute("INSERT INTO newcomer VALUES (2); INSERT INTO items VALUES (2)");
        sync.awaitEqual(List.of("public.items"), LIMIT);
        assertThat(sync.target().value("SELECT to_regclass('public.newcomer') IS NULL")).isEqualTo("t");
    }

    @Test
    void tableThatIsMadeAgainIsNotANewOne(Sync sync) {
        begin(sync);
        sync.source().execute("DROP TABLE items; CREATE TABLE items (id int PRIMARY KEY)");
        sync.rest().restart(sync.sourceConnector().name());
        assertThat(sync.rest().awaitFailed(sync.sourceConnector().name(), LIMIT))
                .contains("TABLE_UNPUBLISHED", "public.items");
    }

    @Test
    void tableThatWasTakenOutCannotComeBack(Sync sync) {
        begin(sync);
        sync.withSource("table.exclude.list", "public\\.others");
        change(sync);
        Awaitility.await("left").atMost(LIMIT).until(() -> states(sync).contains("left"));
        sync.withSource("table.exclude.list", "");
        change(sync);
        assertThat(sync.rest().awaitFailed(sync.sourceConnector().name(), LIMIT))
                .contains("TABLE_NOT_SYNCED", "public.others");
    }

    private static void begin(Sync sync) {
        sync.source().execute("CREATE TABLE items (id int PRIMARY KEY); INSERT INTO items VALUES (1);"
                + " CREATE TABLE others (id int PRIMARY KEY)");
        sync.start().awaitEqual();
        awaitKnown(sync);
    }

    private static void awaitKnown(Sync sync) {
        Awaitility.await("stored").atMost(LIMIT).untilAsserted(() ->
                assertThat(sync.rest().offsets(sync.sourceConnector().name()).toString())
                        .contains("\"state\":\"synced\"", "\"step\":\"incremental\""));
    }

    private static List<String> states(Sync sync) {
        return sync.rest().offsets(sync.sourceConnector().name()).path("offsets").valueStream()
                .map(it -> it.path("offset").path("state").asString("")).toList();
    }

    private static void restart(Sync sync) {
        sync.rest().restart(sync.sourceConnector().name());
        sync.rest().awaitRunning(sync.sourceConnector().name(), LIMIT);
        String active = "SELECT count(*) FROM pg_stat_replication WHERE application_name LIKE ?";
        Awaitility.await("streaming").atMost(LIMIT).until(() ->
                sync.source().number(active, "pgtwin source " + sync.name()) == 1);
    }

    private static void change(Sync sync) {
        sync.rest().put(sync.sourceConnector().name(), sync.sourceConnector().options());
    }
}
