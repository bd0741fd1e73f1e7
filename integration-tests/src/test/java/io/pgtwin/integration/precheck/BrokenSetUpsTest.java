package io.pgtwin.integration.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.testbed.SharedTestbed;
import io.pgtwin.testbed.postgres.PostgresOptions;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.process.Await;

/**
 * Every set-up that is broken in one way fails just the check that is about it, on the option that causes it, before
 * anything is made anywhere; and what the finding says to do, done as printed, makes the check pass.
 */
@Order(2)
class BrokenSetUpsTest {
    /** Of their own, because other tests' slots, sessions and transactions would be findings, too. */
    private static final PostgresServer SOURCE = server("prechecked-source");
    private static final PostgresServer TARGET = server("prechecked-target");

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String OTHER_SESSIONS =
            "SELECT count(*) FROM pg_stat_activity WHERE datname IS NOT NULL AND pid <> pg_backend_pid()";

    private static PostgresServer server(String name) {
        return SharedTestbed.get().addPostgres(name, new PostgresOptions("17", "unused", Map.of()));
    }

    @AfterAll
    static void stopServers() {
        SOURCE.stop();
        TARGET.stop();
    }

    static Stream<BrokenSetUp> brokenSetUps() {
        return Stream.concat(BrokenSources.all().stream(), BrokenTargets.all());
    }

    @Test
    void thereAreFortyOfThem() {
        assertThat(brokenSetUps()).hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void documentedGrantsPassEveryCheck() throws SQLException {
        try (SetUp setUp = new SetUp(SOURCE, TARGET)) {
            assertThat(setUp.findings()).isEmpty();
        }
    }

    /** The queries are right on servers that lack what came later. */
    @ParameterizedTest
    @ValueSource(strings = {"10", "12", "18"})
    void documentedGrantsPassEveryCheckOfOtherVersions(String version) throws SQLException {
        PostgresServer server = SharedTestbed.get().addPostgres("precheck-" + version,
                new PostgresOptions(version, "unused", Map.of()));
        try (SetUp setUp = new SetUp(server, server)) {
            assertThat(setUp.findings()).isEmpty();
            setUp.onSource("CREATE PUBLICATION $slot$");
            setUp.onSource("SELECT pg_create_logical_replication_slot('$slot$', 'pgoutput')");
            assertThat(setUp.findings()).extracting(CheckResult::check).containsOnly("slot", "publication");
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenSetUps")
    void isFoundAndMendedAsPrinted(BrokenSetUp broken) throws SQLException {
        try (SetUp setUp = new SetUp(SOURCE, TARGET)) {
            broken.breakIt(setUp);
            List<List<String>> before = setUp.state();
            List<CheckResult> findings = setUp.findings();
            assertThat(findings).extracting(CheckResult::check).containsOnly(broken.check());
            CheckResult finding = findings.stream().filter(broken::isMeant).findFirst().orElseThrow();
            assertThat(finding.message()).contains(broken.words(setUp));
            assertThat(setUp.state()).isEqualTo(before);
            assertThat(broken.isMendedBySql() && finding.sql().isEmpty()).isFalse();
            broken.mend(setUp, finding);
            assertThat(setUp.findings()).noneMatch(broken::isMeant);
        }
    }

    /** Settings that only a restart changes, all wrong at once: every finding comes in the same run. */
    @Test
    void serverWithoutRoomIsFoundAndMendedAsPrinted() throws SQLException {
        PostgresServer cramped = SharedTestbed.get().addPostgres("cramped", new PostgresOptions("17", "unused",
                Map.of("wal_level", "replica", "max_replication_slots", "1", "max_wal_senders", "1", "max_connections",
                        "8", "max_prepared_transactions", "0", "max_locks_per_transaction", "10", "wal_sender_timeout",
                        "1s", "max_slot_wal_keep_size", "0")));
        try (SetUp setUp = new SetUp(cramped, cramped)) {
            setUp.onSource(manyTables());
            Await.until(LIMIT, "the sessions that set it up end",
                    () -> setUp.source().number(OTHER_SESSIONS) == 0, () -> "");
            List<CheckResult> findings = setUp.findings();
            assertThat(findings).extracting(CheckResult::check).containsExactlyInAnyOrder("wal_level",
                    "free replication slots", "free WAL senders", "free connections", "wal_sender_timeout",
                    "max_slot_wal_keep_size", "locks", "locks");
            findings.forEach(finding -> SetUp.run(finding.sql(), setUp.source()));
            cramped.restart();
            assertThat(setUp.findings()).isEmpty();
        } finally {
            cramped.stop();
        }
    }

    private static String manyTables() {
        return """
                DO $$ BEGIN
                FOR i IN 1..80 LOOP
                    EXECUTE format('CREATE TABLE shop.t%s (id int PRIMARY KEY)', i);
                    EXECUTE format('ALTER TABLE shop.t%s OWNER TO $owner$', i);
                    EXECUTE format('INSERT INTO shop.t%s SELECT generate_series(1, 500)', i);
                END LOOP; END $$; GRANT SELECT ON ALL TABLES IN SCHEMA shop TO $account$""";
    }
}
