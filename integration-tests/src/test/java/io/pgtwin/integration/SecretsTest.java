package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.LogLevel;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;

/**
 * Neither passwords nor values of rows are in logs or REST answers, at the finest log level, whatever fails. What
 * PostgreSQL itself logs, and a connector's configuration, which Connect shows as it was given, do not count.
 */
@ExtendWith(FreshSync.class)
class SecretsTest {
    private static final String PASSWORD = "secret-of-the-account";
    private static final String VALUE = "secret-of-the-row";

    /**
     * A row that the target does not take.
     *
     * @param insert makes it in the source
     * @param repair makes the target take it
     */
    private record Refusal(String kind, String insert, String repair) {
    }

    private static final List<Refusal> REFUSALS = List.of(
            new Refusal("CONFLICT", "INSERT INTO taken VALUES ('secret-of-the-row', 'x')", "DELETE FROM taken"),
            new Refusal("VALUE_REFUSED", "INSERT INTO too_long VALUES (1, 'secret-of-the-row')",
                    "ALTER TABLE too_long ALTER COLUMN note TYPE text"),
            new Refusal("VALUE_REFUSED", "INSERT INTO no_number VALUES (1, 'secret-of-the-row')",
                    "ALTER TABLE no_number ALTER COLUMN note TYPE text"),
            new Refusal("CONSTRAINT_VIOLATED", "INSERT INTO not_null VALUES ('secret-of-the-row', NULL)",
                    "ALTER TABLE not_null ALTER COLUMN note DROP NOT NULL"),
            new Refusal("CONSTRAINT_VIOLATED", "INSERT INTO checked VALUES (1, 'secret-of-the-row')",
                    "ALTER TABLE checked DROP CONSTRAINT checked_note_check"),
            new Refusal("CONSTRAINT_VIOLATED", "INSERT INTO unique_note VALUES (1, 'secret-of-the-row')",
                    "DELETE FROM unique_note WHERE id = 99"),
            new Refusal("raised by a function or trigger", "INSERT INTO raising VALUES (1, 'secret-of-the-row')",
                    "DROP TRIGGER raise ON raising"),
            new Refusal("ROW_MISSING", "UPDATE missing SET note = 'secret-of-the-row-2'",
                    "INSERT INTO missing VALUES ('secret-of-the-row', 'x')"));

    private final LogLevel level = new LogLevel(Servers.shared().worker().rest().url(), "io.pgtwin");

    @BeforeEach
    void logEverything() {
        level.set("TRACE");
    }

    @AfterEach
    void logAsUsual() {
        level.set("INFO");
    }

    @Test
    void noPasswordAndNoRowValueIsEverShown(Sync sync) throws IOException {
        List<String> answers = new ArrayList<>();
        makeTables(sync);
        answers.add(sync.validate(sync.sourceConnector()).answer().toString());
        answers.add(sync.validate(sync.sinkConnector()).answer().toString());
        sync.withSink("precheck", "warn");       // tables of the target have rows of others
        sync.withSink("tasks.max", "1");         // else the next task takes the row over and fails, too
        sync.start().awaitEqual(List.of("public.copied", "public.missing"), Sync.LIMIT);
        sync.target().execute("DELETE FROM missing");
        for (Refusal refusal : REFUSALS) {
            answers.add(failAndRepair(sync, refusal));
        }
        answers.add(failAtTheSource(sync));
        assertThat(answers).noneMatch(SecretsTest::isTelling);
        assertThat(tellingLogLines(sync)).isEmpty();
    }

    private static void makeTables(Sync sync) {
        Script.named("refusing-tables.sql").runOn(sync.source());
        Script.named("refusing-tables.sql").runOn(sync.target());
        Script.named("refusals.sql").runOn(sync.target());
        sync.source().update("INSERT INTO copied VALUES (1, ?)", VALUE);
        sync.source().update("INSERT INTO missing VALUES (?, 'x')", VALUE);
        String account = sync.name() + "_secretive";
        sync.source().execute("CREATE ROLE " + account + " LOGIN SUPERUSER PASSWORD '" + PASSWORD + "'");
        sync.target().execute("CREATE ROLE " + account + " LOGIN SUPERUSER PASSWORD '" + PASSWORD + "'");
        sync.withSource("connection.user", account).withSource("connection.password", PASSWORD)
                .withSink("connection.user", account).withSink("connection.password", PASSWORD);
    }

    private static String failAndRepair(Sync sync, Refusal refusal) {
        String sink = sync.sinkConnector().name();
        sync.source().execute(refusal.insert());
        String failure = sync.rest().awaitFailed(sink, Sync.LIMIT);
        assertThat(failure).as(refusal.insert()).contains(refusal.kind());
        String answer = sync.rest().get("/connectors/" + sink + "/status").toString();
        sync.target().execute(refusal.repair());
        sync.rest().restartFailed(sink);
        sync.rest().awaitRunning(sink, Sync.LIMIT);
        return answer;
    }

    private static String failAtTheSource(Sync sync) {
        sync.source().execute("ALTER TABLE copied ADD COLUMN extra text");
        sync.source().update("INSERT INTO copied VALUES (2, ?, 'x')", VALUE);
        String source = sync.sourceConnector().name();
        assertThat(sync.rest().awaitFailed(source, Sync.LIMIT)).contains("DEFINITION_CHANGED");
        return sync.rest().get("/connectors/" + source + "/status").toString();
    }

    private static List<String> tellingLogLines(Sync sync) throws IOException {
        List<String> telling = new ArrayList<>();
        for (var log : List.of(sync.servers().worker().log(), sync.servers().broker().log())) {
            try (Stream<String> lines = Files.lines(log)) {
                lines.filter(SecretsTest::isTelling).forEach(telling::add);
            }
        }
        return telling;
    }

    private static boolean isTelling(String text) {
        return text.contains(PASSWORD) || text.contains(VALUE);
    }
}
