package io.pgtwin.integration;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.SharedTestbed;
import io.pgtwin.testbed.postgres.PostgresOptions;
import io.pgtwin.testbed.postgres.PostgresServer;

/** A sync works from every supported version of PostgreSQL to the usual one, and between the oldest and the newest. */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VersionsTest {
    private final Map<String, PostgresServer> servers = new ConcurrentHashMap<>();

    private static List<String> otherVersions() {
        String usual = Servers.shared().source().version();
        return IntStream.rangeClosed(10, 18).mapToObj(String::valueOf)
                .filter(version -> !version.equals(usual)).toList();
    }

    @BeforeAll
    void startAServerOfEachVersion() {
        otherVersions().parallelStream().forEach(version -> servers.put(version, SharedTestbed.get()
                .addPostgres("postgres-" + version, new PostgresOptions(version, "unused", Map.of()))));
    }

    @AfterAll
    void stopThem() {
        servers.values().parallelStream().forEach(PostgresServer::stop);
    }

    @ParameterizedTest
    @MethodSource("otherVersions")
    void everyVersionCanBeTheSource(String version) {
        copyAndFollow(Servers.shared().withSource(servers.get(version)));
    }

    @ParameterizedTest
    @CsvSource({"10, 18", "18, 10"})
    void oldestAndNewestWorkTogether(String source, String target) {
        copyAndFollow(Servers.shared().withSource(servers.get(source)).withTarget(servers.get(target)));
    }

    private static void copyAndFollow(Servers servers) {
        try (Sync sync = Sync.on(servers)) {
            Script.named("versions.sql").runOn(sync.source());
            sync.start().awaitEqual();
            Script.named("versions-change.sql").runOn(sync.source());
            sync.awaitEqual();
        }
    }
}
