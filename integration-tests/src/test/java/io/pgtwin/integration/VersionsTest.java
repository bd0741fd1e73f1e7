package io.pgtwin.integration;

import java.util.List;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.pgtwin.integration.sync.EveryVersion;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;

/** A sync works from every supported version of PostgreSQL to the usual one, and between the oldest and the newest. */
@ExtendWith(FreshSync.class)
class VersionsTest {
    private static List<String> otherVersions() {
        return EveryVersion.others();
    }

    @ParameterizedTest
    @MethodSource("otherVersions")
    void everyVersionCanBeTheSource(String version) {
        copyAndFollow(Servers.shared().withSource(EveryVersion.server(version)));
    }

    @ParameterizedTest
    @CsvSource({"10, 18", "18, 10"})
    void oldestAndNewestWorkTogether(String source, String target) {
        copyAndFollow(Servers.shared().withSource(EveryVersion.server(source)).withTarget(EveryVersion.server(target)));
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
