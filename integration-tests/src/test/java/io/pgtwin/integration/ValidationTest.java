package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.pgtwin.integration.sync.ConnectorFile;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.connect.Validation;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.process.FreePorts;
import io.pgtwin.testbed.proxy.TcpProxy;

/** The worker says before a start which option is wrong, and what is expected instead. */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValidationTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration LIMIT_OF_CHECKS = Duration.ofSeconds(20);
    private static final long BYTES_OF_LOGIN_AND_FIRST_ANSWER = 1_300;

    private Sync sync;

    @BeforeAll
    void makeATable() {
        sync = Sync.on(Servers.shared());
        sync.source().execute("CREATE TABLE t (id int PRIMARY KEY)");
    }

    @AfterAll
    void removeIt() {
        sync.close();
    }

    @Test
    void shippedFilesHaveNoErrors() {
        assertThat(validate(sync.sourceConnector()).errors()).isEmpty();
        assertThat(validate(sync.sinkConnector()).errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"connection.url", "connection.user", "topic.prefix"})
    void missingOptionOfTheSourceIsNamed(String option) {
        assertThat(errors(validate(sync.sourceConnector().without(option)), option))
                .first().asString().contains("Missing required configuration");
    }

    @ParameterizedTest
    @CsvSource({"connection.url", "connection.user"})
    void missingOptionOfTheSinkIsNamed(String option) {
        assertThat(errors(validate(sync.sinkConnector().without(option)), option))
                .first().asString().contains("Missing required configuration");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            connection.url             | postgresql://localhost/db | expected jdbc:postgresql://host:port/database
            connection.url             | jdbc:postgresql://h/d?password=x   | put it in connection.password
            connection.user            | ``                                 | non-empty
            topic.prefix               | a b                                | expected letters, digits
            sync.steps                 | full,half                          | structure, full, incremental
            sync.steps                 | ``                                 | one or more of structure
            table.include.list         | shop.(                             | expected regular expressions
            slot.name                  | Slot-1                             | expected 1 to 63 lower-case letters
            publication.autocreate     | all_tables                         | filtered, disabled
            snapshot.threads           | 0                                  | at least 1
            snapshot.threads           | many                               | Not a number
            snapshot.format            | parquet                            | rows
            ddl.mode                   | ignore                             | fail
            ddl.mode                   | apply                              | not available yet; expected fail
            schema.include.list        | shop(                              | expected regular expressions
            column.exclude.list        | shop.(                             | expected regular expressions
            table.new                  | add                                | ignore, fail
            sequence.interval.ms       | -1                                 | at least 0
            heartbeat.interval.ms      | 5                                  | at least 100
            connection.retry.timeout.ms| -1                                 | at least 0
            precheck                   | maybe                              | fail, warn, off
            slot.drop.on.stop          | perhaps                            | true or false
            """)
    void malformedOptionOfTheSourceSaysWhatIsExpected(String option, String value, String expected) {
        Validation validation = validate(sync.sourceConnector().with(option, value));
        assertThat(errors(validation, option))
                .anySatisfy(message -> assertThat(message).containsIgnoringCase(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            connection.url             | jdbc:mysql://localhost/db | expected jdbc:postgresql://host:port/database
            conflict.mode              | ignore                             | error, overwrite
            name.mapping               | shop.a -> shop.b                   | from => to
            name.mapping               | shop.( => shop.b                   | regular expression
            column.mapping             | shop.a.b =>                        | from => to
            consistency                | eventual                           | table, transaction
            batch.max.rows             | 0                                  | at least 1
            structure.apply            | sometimes                          | true or false
            progress.schema            | ``                                 | non-empty
            """)
    void malformedOptionOfTheSinkSaysWhatIsExpected(String option, String value, String expected) {
        Validation validation = validate(sync.sinkConnector().with(option, value));
        assertThat(errors(validation, option))
                .anySatisfy(message -> assertThat(message).containsIgnoringCase(expected));
    }

    @Test
    void contradictionIsAnErrorOfTheOptionThatCausesIt() {
        Validation validation = validate(sync.sourceConnector()
                .with("sync.steps", "structure,full").with("slot.drop.on.stop", "true"));
        assertThat(errors(validation, "slot.drop.on.stop")).singleElement().asString().contains("expected false");
    }

    @Test
    void patternThatMatchesNoTableIsAnErrorOfTheIncludeList() {
        Validation validation = validate(sync.sourceConnector().with("table.include.list", "public\\.t,shop\\..*"));
        assertThat(errors(validation, "table.include.list")).singleElement().asString().contains("shop\\..*");
    }

    @Test
    void wrongPasswordIsAnErrorOfTheUser() {
        for (ConnectorFile connector : List.of(sync.sourceConnector(), sync.sinkConnector())) {
            Validation validation = validate(connector.with("connection.password", "Hunter2-wrong"));
            assertThat(errors(validation, "connection.user")).singleElement().asString().contains("AUTHENTICATION");
            assertThat(validation.answer().toString()).doesNotContain("Hunter2-wrong");
        }
    }

    @Test
    void unknownDatabaseIsAnErrorOfTheUrl() {
        for (ConnectorFile connector : List.of(sync.sourceConnector(), sync.sinkConnector())) {
            String url = connector.option("connection.url") + "_unknown";
            assertThat(errors(validate(connector.with("connection.url", url)), "connection.url"))
                    .singleElement().asString().contains("DATABASE_MISSING");
        }
    }

    @Test
    void portWithoutServerIsAnErrorOfTheUrl() {
        String url = "jdbc:postgresql://127.0.0.1:" + FreePorts.next() + "/nothing";
        for (ConnectorFile connector : List.of(sync.sourceConnector(), sync.sinkConnector())) {
            assertThat(errors(validate(connector.with("connection.url", url)), "connection.url"))
                    .singleElement().asString().contains("CONNECTION_LOST");
        }
    }

    /** A host behind a firewall, or a frozen server, looks like this. */
    @Test
    void serverThatNeverAnswersIsAnErrorOfTheUrlWithin15Seconds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/nothing";
            Stream.of(sync.sourceConnector(), sync.sinkConnector())
                    .map(connector -> CompletableFuture.supplyAsync(() ->
                            validate(connector.with("connection.url", url)))).toList()
                    .forEach(validation -> assertThat(errors(validation.join(), "connection.url"))
                            .singleElement().asString().contains("CONNECTION_LOST"));
        }
    }

    /** It answers the first questions; after them, nobody could tell it from one that is slow. */
    @Test
    void serverThatFallsSilentIsAnErrorOfTheUrlWithin20Seconds() throws IOException {
        try (TcpProxy source = silencing(sync.servers().source());
             TcpProxy target = silencing(sync.servers().target())) {
            Stream.of(sync.sourceConnector().with("connection.url", url(source)),
                    sync.sinkConnector().with("connection.url", url(target)))
                    .map(connector -> CompletableFuture.supplyAsync(() -> validate(connector, LIMIT_OF_CHECKS)))
                    .toList()
                    .forEach(validation -> assertThat(errors(validation.join(), "connection.url"))
                            .singleElement().asString().contains("did not answer all questions", "pg_stat_activity"));
        }
    }

    private static TcpProxy silencing(PostgresServer server) throws IOException {
        TcpProxy proxy = TcpProxy.to(server.host(), server.port());
        proxy.holdBackAfter(BYTES_OF_LOGIN_AND_FIRST_ANSWER);
        return proxy;
    }

    private String url(TcpProxy proxy) {
        return "jdbc:postgresql://" + proxy.host() + ":" + proxy.port() + "/" + sync.name();
    }

    private Validation validate(ConnectorFile connector) {
        return validate(connector, LIMIT);
    }

    private Validation validate(ConnectorFile connector, Duration limit) {
        long began = System.nanoTime();
        Validation validation = sync.validate(connector);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(limit);
        return validation;
    }

    /** Errors of other options would send the user to the wrong place. */
    private static List<String> errors(Validation validation, String option) {
        assertThat(validation.errors()).containsOnlyKeys(option);
        return validation.errors().get(option);
    }
}
