package io.pgtwin.benchmarks.systems;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

import io.pgtwin.testbed.kafka.KafkaBroker;
import io.pgtwin.testbed.process.TestbedException;

/** How many records some topics have taken so far; keeps its connection, so asking often costs little. */
public final class TopicRecords implements AutoCloseable {
    private final Admin admin;
    private final Map<TopicPartition, OffsetSpec> ends;

    private TopicRecords(Admin admin, Map<TopicPartition, OffsetSpec> ends) {
        this.admin = admin;
        this.ends = ends;
    }

    static TopicRecords of(KafkaBroker broker, List<String> topics) {
        Admin admin = broker.admin();
        Collection<TopicDescription> described = get(admin.describeTopics(topics).allTopicNames()).values();
        return new TopicRecords(admin, described.stream().flatMap(topic -> topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())));
    }

    public long count() {
        return get(admin.listOffsets(ends).all()).values().stream().mapToLong(ListOffsetsResultInfo::offset).sum();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new TestbedException("The broker refused: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("Interrupted while the broker was asked", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
