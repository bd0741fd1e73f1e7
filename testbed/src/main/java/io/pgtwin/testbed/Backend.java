package io.pgtwin.testbed;

import java.util.Locale;
import java.util.Map;

import io.pgtwin.testbed.kafka.BrokerOptions;
import io.pgtwin.testbed.kafka.KafkaBroker;
import io.pgtwin.testbed.postgres.PostgresOptions;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.process.TestbedException;

/** Where the servers run; workers are always processes of this machine. Makes servers that are not started yet. */
interface Backend {
    String PROPERTY = "testbed";

    PostgresServer postgres(String name, PostgresOptions options);

    /** A standby of a running server, which runs again afterwards. */
    default PostgresServer standby(String name, PostgresServer primary, PostgresOptions options,
            Map<String, String> settings) {
        throw new TestbedException("Standbys are made only with -D" + PROPERTY + "=local");
    }

    KafkaBroker broker(String name, BrokerOptions options);

    /** The one that system property {@code testbed} asks for: {@code local} (default) or {@code containers}. */
    static Backend chosen(TestbedFolder folder) {
        String choice = System.getProperty(PROPERTY, "local").toLowerCase(Locale.ROOT);
        return switch (choice) {
            case "local" -> new LocalBackend(folder);
            case "containers" -> new ContainerBackend(folder);
            default -> throw new TestbedException("-D" + PROPERTY + "=" + choice + ": expected local or containers");
        };
    }
}
