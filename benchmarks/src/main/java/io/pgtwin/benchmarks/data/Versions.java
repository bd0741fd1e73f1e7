package io.pgtwin.benchmarks.data;

import tools.jackson.databind.JsonNode;

import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.process.TestbedHome;

/** Of everything that is measured. */
public final class Versions {
    private Versions() {
    }

    public static String text(Testbed testbed) {
        return "PostgreSQL " + testbed.source().sql().value("SELECT current_setting('server_version')") + ", Kafka "
                + TestbedHome.kafkaVersion() + ", pgtwin " + plugin(testbed, "io.pgtwin.source.PgTwinSourceConnector")
                + ", Debezium " + plugin(testbed, "io.debezium.connector.postgresql.PostgresConnector");
    }

    private static String plugin(Testbed testbed, String name) {
        return testbed.worker().rest().plugins().stream().filter(it -> it.get("class").asString().equals(name))
                .map(it -> it.get("version")).map(JsonNode::asString).findFirst().orElse("not installed");
    }
}
