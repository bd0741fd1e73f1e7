package io.pgtwin.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.kafka.WorkerOptions;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.process.Part;
import io.pgtwin.testbed.process.TestbedHome;
import io.pgtwin.testbed.sql.ContentComparison;
import io.pgtwin.testbed.sql.Database;

class TestbedTest {
    private static Testbed testbed;

    @BeforeAll
    static void start() {
        testbed = Testbed.builder().sourceVersion("11").sourceSetting("work_mem", "7MB").plugins(List.of()).start();
    }

    @AfterAll
    static void closeLeavesNoProcessAndNoFile() {
        List<ProcessHandle> processes = parts().stream()
                .map(part -> ProcessHandle.of(part.pid()).orElseThrow()).toList();
        Path folder = testbed.folder();
        testbed.close();
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(folder).doesNotExist();
    }

    @Test
    void serversAreOfTheVersionsAndSettingsAskedFor() {
        assertThat(testbed.source().sql().value("SHOW server_version")).startsWith("11.");
        assertThat(testbed.target().sql().value("SHOW server_version")).startsWith("17.");
        assertThat(testbed.source().sql().value("SHOW work_mem")).isEqualTo("7MB");
        assertThat(testbed.source().sql().value("SHOW wal_level")).isEqualTo("logical");
        assertThat(testbed.source().sql().value("SELECT system_identifier FROM pg_control_system()"))
                .isNotEqualTo(testbed.target().sql().value("SELECT system_identifier FROM pg_control_system()"));
    }

    @Test
    void killedServerKeepsItsDataAndItsPort() {
        PostgresServer target = testbed.target();
        target.sql().execute("CREATE TABLE survivors (id int); INSERT INTO survivors VALUES (1)");
        long pid = target.pid();
        target.kill();
        assertThat(target.isRunning()).isFalse();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        target.start();
        assertThat(target.pid()).isNotEqualTo(pid);
        assertThat(target.sql().number("SELECT count(*) FROM survivors")).isEqualTo(1);
    }

    @Test
    void killedWorkerComesBackAtTheSameAddress() {
        ConnectWorker worker = testbed.worker();
        worker.kill();
        assertThat(worker.rest().isReady()).isFalse();
        worker.start();
        assertThat(worker.rest().plugins()).extracting(plugin -> plugin.path("class").asString())
                .contains("org.apache.kafka.connect.json.JsonConverter");
    }

    @Test
    void pausedServerAnswersAgainAfterItIsResumed() throws SQLException {
        try (var connection = testbed.source().sql().connect()) {
            testbed.source().pause();
            connection.setNetworkTimeout(Runnable::run, 500);
            assertThat(connection.isValid(1)).isFalse();
        } finally {
            testbed.source().resume();
        }
        assertThat(testbed.source().sql().value("SELECT 1")).isEqualTo("1");
    }

    @Test
    void brokerHoldsTheTopicsOfTheWorker() {
        assertThat(testbed.broker().topics()).contains("testbed-connect-configs");
        assertThat(testbed.broker().records("testbed-connect-configs")).isNotEmpty();
    }

    @Test
    void standaloneWorkerOfTheOldestVersionRunsBesideTheCluster() {
        WorkerOptions options = testbed.workerOptions().withVersion(TestbedHome.oldestKafkaVersion());
        ConnectWorker standalone = testbed.startStandalone("standalone", options, List.of());
        assertThat(standalone.rest().get("/").path("version").asString()).isEqualTo(TestbedHome.oldestKafkaVersion());
        standalone.stop();
        assertThat(standalone.isRunning()).isFalse();
    }

    @Test
    void databasesForOneTestAreDroppedAlthoughSomebodyIsConnected() throws SQLException {
        Database database = testbed.source().createDatabase("for_one_test");
        try (var connection = database.connect()) {
            testbed.source().dropDatabase("for_one_test");
            assertThat(connection.isValid(1)).isFalse();
        }
        assertThat(testbed.source().sql().number("SELECT count(*) FROM pg_database WHERE datname = 'for_one_test'"))
                .isZero();
    }

    @Test
    void everyPartWritesALog() {
        assertThat(parts()).allSatisfy(part -> assertThat(Files.size(part.log())).isPositive());
        assertThat(parts()).allSatisfy(part -> assertThat(part.cpuTime()).isPositive());
    }

    @Test
    void comparisonFindsEveryKindOfDifference() {
        Database left = testbed.source().createDatabase("compared");
        Database right = testbed.target().createDatabase("compared");
        String tables = """
                CREATE TABLE same (id int, note text, amount numeric, at timestamptz, f float8, g float4[], p point);
                INSERT INTO same VALUES (1, NULL, 1.50, '2026-01-01 00:00+02', 0.1, '{0.1,NULL}', '(0.1,0)'),
                                        (2, '', 'NaN', 'infinity', '-0', '{}', NULL);
                CREATE TABLE value (id int, note text); INSERT INTO value VALUES (1, ''), (2, 'x');
                CREATE TABLE rows (id int); INSERT INTO rows VALUES (1), (2);
                CREATE TABLE columns (id int, extra text);
                CREATE TABLE digits (f float8); INSERT INTO digits VALUES (0.1);
                CREATE TABLE absent (id int)""";
        left.execute(tables);
        right.execute(tables + """
                ; DELETE FROM same WHERE id = 1;
                INSERT INTO same VALUES (1, NULL, 1.50, '2025-12-31 22:00+00', 0.1, '{0.1,NULL}', '(0.1,0)');
                UPDATE value SET note = NULL WHERE id = 1;
                INSERT INTO rows VALUES (2);
                ALTER TABLE columns DROP COLUMN extra;
                UPDATE digits SET f = 0.10000000000000002;
                DROP TABLE absent""");
        assertThat(ContentComparison.between(left, right).differences()).extracting(Object::toString).containsExactly(
                "public.absent: the target lacks [id]",
                "public.columns: the target lacks [extra]",
                "public.digits: 1 rows on both sides, but not the same values",
                "public.rows: 2 rows in the source, 3 in the target",
                "public.value: 2 rows on both sides, but not the same values");
    }

    private static List<Part> parts() {
        return List.of(testbed.source(), testbed.target(), testbed.broker(), testbed.worker());
    }
}
