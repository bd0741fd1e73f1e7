package io.pgtwin.testbed.kafka;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a Connect worker runs.
 *
 * @param version of the worker, not of the broker
 * @param base a property file to start from; addresses, plugin path and storage places are replaced in it
 * @param properties win over the file and over the testbed's own
 */
public record WorkerOptions(String version, JvmOptions jvm, Optional<Path> base, Map<String, String> properties) {
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    public WorkerOptions {
        properties = Map.copyOf(properties);
    }

    public WorkerOptions withVersion(String other) {
        return new WorkerOptions(other, jvm, base, properties);
    }

    public WorkerOptions withJvm(JvmOptions other) {
        return new WorkerOptions(version, other, base, properties);
    }

    public WorkerOptions withBase(Path file) {
        return new WorkerOptions(version, jvm, Optional.of(file), properties);
    }

    public WorkerOptions withProperty(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put(name, value);
        return new WorkerOptions(version, jvm, base, all);
    }

    Map<String, String> effectiveProperties() {
        Map<String, String> all = new LinkedHashMap<>(base.map(PropertyFile::read).orElseGet(WorkerOptions::defaults));
        all.putAll(properties);
        return all;
    }

    private static Map<String, String> defaults() {
        return Map.ofEntries(
                Map.entry("group.id", "testbed-connect"),
                Map.entry("config.storage.topic", "testbed-connect-configs"),
                Map.entry("offset.storage.topic", "testbed-connect-offsets"),
                Map.entry("status.storage.topic", "testbed-connect-status"),
                Map.entry("offset.storage.partitions", "5"),
                Map.entry("status.storage.partitions", "2"),
                Map.entry("key.converter", JSON),
                Map.entry("value.converter", JSON),
                Map.entry("offset.flush.interval.ms", "5000"),
                Map.entry("connector.client.config.override.policy", "All"),
                Map.entry("plugin.discovery", "service_load"));
    }
}
