package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.HeldCopy;
import io.pgtwin.integration.sync.Sync;

/** Each choice of steps by itself, and changes of it: what works goes on, what would be a gap is refused. */
@ExtendWith(FreshSync.class)
class StepsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String STEPS = "sync.steps";

    @Test
    void structureAloneMakesAnEmptyTwinAndLeavesNothingInTheSource(Sync sync) throws IOException {
        makeRows(sync);
        sync.withSource(STEPS, "structure").start();
        sync.awaitTarget("the table is made", target -> target.number("SELECT count(*) FROM items") == 0);
        awaitStored(sync, "structure", "incremental");
        sync.awaitState("completed");
        assertCompleted(sync, "structure");
    }

    @Test
    void fullAloneCopiesOnceAndIdlesAlsoAfterARestart(Sync sync) throws IOException {
        makeRows(sync);
        sync.withSource(STEPS, "full").start().awaitEqual();
        awaitStored(sync, "full", "incremental");
        sync.awaitState("completed");
        assertCompleted(sync, "full");
        sync.source().execute("INSERT INTO items (note) VALUES ('later')");
        long records = records(sync);

        sync.rest().restart(sync.sourceConnector().name());
        sync.rest().awaitRunning(sync.sourceConnector().name(), LIMIT);
        Awaitility.await().during(Duration.ofSeconds(3)).atMost(LIMIT).until(() -> records(sync) == records);
        assertThat(sync.target().number("SELECT count(*) FROM items")).isEqualTo(3);
    }

    @Test
    void incrementalAloneStartsAtTheSlotsCreation(Sync sync) {
        makeRows(sync);
        sync.withSource(STEPS, "incremental").start();
        awaitStored(sync, "incremental", "incremental");
        sync.source().execute("INSERT INTO items (note) VALUES ('later')");
        sync.awaitTarget("just the change arrives", target ->
                target.column("SELECT note FROM items").equals(List.of("later")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"full", "full,incremental", "structure,full,incremental"})
    void stepsCanBeAddedToAStructure(String steps, Sync sync) {
        makeRows(sync);
        sync.withSource(STEPS, "structure").start();
        awaitStored(sync, "structure", "incremental");

        change(sync, steps);
        sync.awaitEqual();
        if (steps.contains("incremental")) {
            sync.source().execute("UPDATE items SET note = 'changed' WHERE id = 2");
            sync.awaitEqual();
        }
    }

    @Test
    void onlyTheChangesCanBeAddedToAStructure(Sync sync) {
        makeRows(sync);
        sync.withSource(STEPS, "structure").start();
        awaitStored(sync, "structure", "incremental");

        change(sync, "incremental");
        awaitStored(sync, "incremental", "incremental");
        sync.source().execute("INSERT INTO items (note) VALUES ('later')");
        sync.awaitTarget("just the change arrives", target ->
                target.column("SELECT note FROM items").equals(List.of("later")));
    }

    @Test
    void structureCanBeAddedToARunningSync(Sync sync) {
        makeRows(sync);
        sync.withSource(STEPS, "full,incremental").start().awaitEqual();
        awaitStored(sync, "full,incremental", "incremental");
        long before = structureRecords(sync);

        change(sync, "structure,full,incremental");
        awaitStored(sync, "structure,full,incremental", "incremental");
        assertThat(structureRecords(sync)).isGreaterThan(before);
        sync.source().execute("DELETE FROM items WHERE id = 1");
        sync.awaitEqual();
    }

    @Test
    void fullCanBeTakenAwayWhenTheCopyIsComplete(Sync sync) {
        makeRows(sync);
        sync.withSource(STEPS, "full,incremental").start().awaitEqual();
        awaitStored(sync, "full,incremental", "incremental");

        change(sync, "incremental");
        sync.source().execute("INSERT INTO items (note) VALUES ('later')");
        sync.awaitEqual();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "full             | full,incremental | changes since the full copy were not recorded",
        "incremental      | full,incremental | rows of a full copy would collide",
        "full,incremental | full             | keep the server's WAL",
    })
    void whatWouldBeAGapIsRefusedWithWhatToDo(String made, String chosen, String reason, Sync sync) {
        makeRows(sync);
        sync.withSource(STEPS, made).start();
        awaitStored(sync, made, "incremental");

        change(sync, chosen);
        assertThat(sync.rest().awaitFailed(sync.sourceConnector().name(), LIMIT)).contains("STEPS_CHANGED",
                "sync.steps=" + made, chosen, reason, "topic.prefix");

        change(sync, made);
        sync.rest().awaitRunning(sync.sourceConnector().name(), LIMIT);
    }

    @Test
    void fullCannotBeTakenAwayInTheMiddleOfTheCopy(Sync sync) {
        sync.source().execute("CREATE TABLE items (id int PRIMARY KEY, note text);"
                + " INSERT INTO items SELECT i, repeat('x', 500) FROM generate_series(1, 20000) i");
        try (HeldCopy copy = HeldCopy.of(sync)) {
            sync.withSource(STEPS, "full,incremental").start();
            awaitStored(sync, "full,incremental", "full");

            change(sync, "incremental");
            assertThat(sync.rest().awaitFailed(sync.sourceConnector().name(), LIMIT))
                    .contains("STEPS_CHANGED", "rows would be missing");
            copy.goOn();
        }
    }

    private static void makeRows(Sync sync) {
        sync.source().execute("CREATE TABLE items (id bigserial PRIMARY KEY, note text);"
                + " INSERT INTO items (note) VALUES ('a'), ('b'), ('c')");
    }

    private static void change(Sync sync, String steps) {
        sync.withSource(STEPS, steps);
        sync.rest().put(sync.sourceConnector().name(), sync.sourceConnector().options());
    }

    /** In its state and in the log; nothing is held in the source. */
    private static void assertCompleted(Sync sync, String steps) throws IOException {
        assertThat(Files.readString(sync.servers().worker().log()))
                .contains("Sync '" + sync.name() + "' is completed: " + steps + " made, the connector idles");
        assertThat(sync.target().column("SELECT step FROM pgtwin.status")).containsExactly("none");
        assertThat(sync.source().number("SELECT count(*) FROM pg_replication_slots WHERE slot_name = ?", sync.slot()))
                .isZero();
        assertThat(sync.source().number("SELECT count(*) FROM pg_publication")).isZero();
        assertThat(sync.rest().status(sync.sourceConnector().name()).isRunning()).isTrue();
    }

    /** @param step what comes next: full as long as rows are copied */
    private static void awaitStored(Sync sync, String steps, String step) {
        Awaitility.await("stored: steps " + steps + ", step " + step).atMost(LIMIT).until(() -> stored(sync).stream()
                .anyMatch(it -> it.path("steps").asString("").equals(steps)
                        && it.path("step").asString("").equals(step)));
    }

    private static List<JsonNode> stored(Sync sync) {
        return sync.rest().offsets(sync.sourceConnector().name()).path("offsets").valueStream()
                .map(it -> it.path("offset")).toList();
    }

    private static long records(Sync sync) {
        return sync.servers().broker().records(sync.topic("public.items")).size();
    }

    private static long structureRecords(Sync sync) {
        return sync.servers().broker().records(sync.name()).size();
    }
}
