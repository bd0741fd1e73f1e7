package io.pgtwin.testbed.kafka;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the broker runs.
 *
 * @param properties lines of its configuration; they win over the testbed's own
 */
public record BrokerOptions(String version, JvmOptions jvm, Map<String, String> properties) {
    public BrokerOptions {
        properties = Map.copyOf(properties);
    }

    public BrokerOptions withJvm(JvmOptions other) {
        return new BrokerOptions(version, other, properties);
    }

    public BrokerOptions withProperty(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put(name, value);
        return new BrokerOptions(version, jvm, all);
    }

    /**
     * One node, so every topic has one replica; few partitions of internal topics, so it starts quickly; and small
     * index files: of each, a disk that reads ahead by megabytes brings all 10 MB into memory at the first entry.
     */
    public Map<String, String> effectiveProperties() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("auto.create.topics.enable", "false");
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("log.index.size.max.bytes", "1048576");
        all.put("offsets.topic.replication.factor", "1");
        all.put("offsets.topic.num.partitions", "5");
        all.put("transaction.state.log.replication.factor", "1");
        all.put("transaction.state.log.min.isr", "1");
        all.put("transaction.state.log.num.partitions", "5");
        all.put("share.coordinator.state.topic.replication.factor", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");
        all.putAll(properties);
        return all;
    }
}
