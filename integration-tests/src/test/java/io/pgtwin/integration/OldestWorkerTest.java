package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.Converters;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.OwnWorker;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.connect.ConnectRest;
import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.kafka.PluginPath;
import io.pgtwin.testbed.process.TestbedHome;

/** The archives work in a plain worker of the oldest supported version as they do in the current one. */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OldestWorkerTest {
    private ConnectWorker oldest;

    @BeforeAll
    void startIt() {
        oldest = OwnWorker.start("oldest",
                OwnWorker.usualOptions().withVersion(TestbedHome.oldestKafkaVersion()));
    }

    @AfterAll
    void stopIt() {
        oldest.stop();
    }

    @Test
    void bothWorkersListTheConnectorsAndTheConverter() {
        assertThat(version(oldest.rest())).isEqualTo("4.0.0");
        assertPlugins(oldest.rest());
        assertThat(version(Servers.shared().worker().rest())).isEqualTo(TestbedHome.kafkaVersion());
        assertPlugins(Servers.shared().worker().rest());
    }

    @Test
    void everyTableAndChangeArrives() throws SQLException, IOException {
        try (Sync sync = Sync.on(Servers.shared().withWorker(oldest))) {
            EveryTableScenario.play(sync, Converters.COMPACT);
        }
    }

    private static String version(ConnectRest rest) {
        return rest.get("/").path("version").asString();
    }

    private static void assertPlugins(ConnectRest rest) {
        String version = versionOfTheArchives();
        assertThat(rest.plugins())
                .extracting(plugin -> plugin.path("class").asString(), plugin -> plugin.path("type").asString(),
                        plugin -> plugin.path("version").asString())
                .contains(tuple("io.pgtwin.source.PgTwinSourceConnector", "source", version),
                        tuple("io.pgtwin.sink.PgTwinSinkConnector", "sink", version),
                        tuple("io.pgtwin.converter.CompactConverter", "converter", version));
    }

    private static String versionOfTheArchives() {
        String archive = PluginPath.builtArchives().get(0).getFileName().toString();
        return archive.substring(archive.lastIndexOf('-') + 1, archive.length() - ".zip".length());
    }
}
