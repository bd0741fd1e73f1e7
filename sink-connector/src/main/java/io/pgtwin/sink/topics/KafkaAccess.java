package io.pgtwin.sink.topics;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.ClusterResourceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * Sits in the tasks' consumers ({@code consumer.override.interceptor.classes}) and knows how they reach Kafka, which
 * Connect does not tell a task. A consumer that is asked for records that are gone goes on with those that are there,
 * without a word to its task; so the task asks by itself.
 *
 * <p>Consumers make it, their tasks' threads use it; what they have in common is the group.
 */
public final class KafkaAccess implements ConsumerInterceptor<byte[], byte[]>, ClusterResourceListener {
    private static final Map<String, KafkaAccess> BY_GROUP = new ConcurrentHashMap<>();
    /** Those of the consumer that would be wrong for another client. */
    private static final Set<String> NOT_SHARED =
            Set.of("client.id", "metric.reporters", "default.api.timeout.ms", "request.timeout.ms", "retries");

    private Map<String, Object> settings = Map.of();
    private String group = "";
    private volatile Optional<String> cluster = Optional.empty();

    /** @return empty if the group's consumers were configured without it */
    static Optional<KafkaAccess> of(String group) {
        return Optional.ofNullable(BY_GROUP.get(group));
    }

    /** Tells one Kafka cluster from another; empty until a consumer has reached it. */
    Optional<String> cluster() {
        return cluster;
    }

    /** The caller closes it. */
    Admin admin() {
        return Admin.create(settings);
    }

    @Override
    public void configure(Map<String, ?> consumerConfig) {
        group = String.valueOf(consumerConfig.get("group.id"));
        Map<String, Object> shared = new HashMap<>(consumerConfig);
        shared.keySet().retainAll(AdminClientConfig.configNames());
        shared.keySet().removeAll(NOT_SHARED);
        settings = shared;
        BY_GROUP.put(group, this);
    }

    @Override
    public void onUpdate(ClusterResource resource) {
        cluster = Optional.ofNullable(resource.clusterId());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        BY_GROUP.putIfAbsent(group, this); // the consumer that was there may be closed
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // the target's progress is what counts
    }

    @Override
    public void close() {
        BY_GROUP.remove(group, this);
    }
}
