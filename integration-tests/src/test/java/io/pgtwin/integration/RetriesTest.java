package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.SharedTestbed;
import io.pgtwin.testbed.postgres.PostgresOptions;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.sql.Database;

/** What may pass is retried until the timeout, which the log tells once per change of state. The rest fails at once. */
@ExtendWith(FreshSync.class)
class RetriesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String PASSWORD = "retries";
    private static final String TABLE = "CREATE TABLE items (id int PRIMARY KEY, note text);"
            + "INSERT INTO items SELECT i, 'copied' FROM generate_series(1, 100) i";
    private static final String STREAM = "Replication stream of slot '%s': ";
    private static final String TARGET = "Target of '%s': ";

    @Test
    void sourceThatStaysAwayFailsTheTaskWithTheLastError() {
        PostgresServer server = server("source-that-stays-away");
        try (Sync sync = withTimeout(Servers.shared().withSource(server))) {
            Instant away = Instant.now();
            server.kill();
            assertThat(sync.rest().awaitFailed(sync.sourceConnector().name(), LIMIT))
                    .contains("CONNECTION_LOST", "refused", String.valueOf(server.port()));
            assertThat(Duration.between(away, Instant.now())).isGreaterThan(TIMEOUT);
            assertToldOnce(log(sync, STREAM.formatted(sync.slot())));
            server.start();
            sync.rest().restartFailed(sync.sourceConnector().name());
            sync.source().execute("INSERT INTO items VALUES (1000, 'after a restart')");
            sync.awaitEqual();
        } finally {
            server.stop();
        }
    }

    @Test
    void targetThatStaysAwayFailsTheTaskWithTheLastError() {
        PostgresServer server = server("target-that-stays-away");
        try (Sync sync = withTimeout(Servers.shared().withTarget(server))) {
            Instant away = Instant.now();
            server.kill();
            sync.source().execute("INSERT INTO items VALUES (1000, 'of no use')");
            assertThat(sync.rest().awaitFailed(sync.sinkConnector().name(), LIMIT))
                    .contains("CONNECTION_LOST", "refused", String.valueOf(server.port()));
            assertThat(Duration.between(away, Instant.now())).isGreaterThan(TIMEOUT);
            assertToldOnce(log(sync, TARGET.formatted(sync.sinkConnector().name())));
            server.start();
            sync.rest().restartFailed(sync.sinkConnector().name());
            sync.awaitEqual();
        } finally {
            server.stop();
        }
    }

    @Test
    void connectionsThatAreUsedUpAreWaitedFor(Sync sync) {
        String account = start(sync);
        String stream = STREAM.formatted(sync.slot());
        cutOff(sync.source(), account, "CONNECTION LIMIT 0");
        awaitTold(sync, stream, "TOO_MANY_CONNECTIONS");
        sync.source().execute("INSERT INTO items VALUES (1000, 'while the source was full')");
        sync.source().execute("ALTER ROLE " + account + " CONNECTION LIMIT -1");
        sync.awaitEqual();
        awaitTold(sync, stream, "works again");

        String target = TARGET.formatted(sync.sinkConnector().name());
        cutOff(sync.target(), account, "CONNECTION LIMIT 0");
        sync.source().execute("INSERT INTO items VALUES (1001, 'while the target was full')");
        awaitTold(sync, target, "TOO_MANY_CONNECTIONS");
        sync.target().execute("ALTER ROLE " + account + " CONNECTION LIMIT -1");
        sync.awaitEqual();
        awaitTold(sync, target, "works again");
    }

    /** The default timeout is ten minutes. */
    @Test
    void wrongPasswordIsNotRetried(Sync sync) {
        String account = start(sync);
        cutOff(sync.source(), account, "PASSWORD 'another'");
        assertThat(sync.rest().awaitFailed(sync.sourceConnector().name(), LIMIT)).contains("AUTHENTICATION");
        sync.source().execute("ALTER ROLE " + account + " PASSWORD '" + PASSWORD + "'");
        sync.rest().restartFailed(sync.sourceConnector().name());

        cutOff(sync.target(), account, "PASSWORD 'another'");
        sync.source().execute("INSERT INTO items VALUES (1000, 'of no use')");
        assertThat(sync.rest().awaitFailed(sync.sinkConnector().name(), LIMIT)).contains("AUTHENTICATION");
        sync.target().execute("ALTER ROLE " + account + " PASSWORD '" + PASSWORD + "'");
        sync.rest().restartFailed(sync.sinkConnector().name());
        sync.awaitEqual();
    }

    private static PostgresServer server(String name) {
        return SharedTestbed.get().addPostgres(name, new PostgresOptions("17", "unused", Map.of()));
    }

    private static Sync withTimeout(Servers servers) {
        Sync sync = Sync.on(servers);
        sync.source().execute(TABLE);
        String timeout = String.valueOf(TIMEOUT.toMillis());
        sync.withSource("connection.retry.interval.ms", "100").withSource("connection.retry.timeout.ms", timeout)
                .withSink("connection.retry.interval.ms", "100").withSink("connection.retry.timeout.ms", timeout)
                .start().awaitEqual();
        return sync;
    }

    /** With an account of its own, because superusers have no limit. */
    private static String start(Sync sync) {
        String account = sync.name() + "_account";
        sync.source().execute(TABLE + """
                ; CREATE ROLE %1$s LOGIN REPLICATION PASSWORD '%2$s';
                ALTER TABLE items OWNER TO %1$s;
                GRANT CREATE ON DATABASE %3$s TO %1$s""".formatted(account, PASSWORD, sync.name()));
        sync.target().execute("""
                CREATE ROLE %1$s LOGIN PASSWORD '%2$s';
                GRANT CREATE, TEMPORARY ON DATABASE %3$s TO %1$s;
                GRANT CREATE ON SCHEMA public TO %1$s""".formatted(account, PASSWORD, sync.name()));
        sync.withSource("connection.user", account).withSource("connection.password", PASSWORD)
                .withSink("connection.user", account).withSink("connection.password", PASSWORD)
                .withSource("connection.retry.interval.ms", "100").withSink("connection.retry.interval.ms", "100")
                .start().awaitEqual();
        return account;
    }

    private static void cutOff(Database database, String account, String change) {
        database.execute("ALTER ROLE " + account + " " + change);
        database.column("SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE usename = ?", account);
    }

    /** There were dozens of attempts. */
    private static void assertToldOnce(List<String> lines) {
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("CONNECTION_LOST", "Trying again every 100 ms, for 3 s more.");
        assertThat(lines.get(1)).contains("given up after 3 s", "CONNECTION_LOST");
    }

    private static void awaitTold(Sync sync, String activity, String state) {
        Awaitility.await(activity + state).atMost(LIMIT)
                .until(() -> log(sync, activity).stream().anyMatch(line -> line.contains(state)));
    }

    private static List<String> log(Sync sync, String activity) {
        try (Stream<String> lines = Files.lines(sync.servers().worker().log())) {
            return lines.filter(line -> line.contains(activity)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
