package io.pgtwin.benchmarks.systems;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

import io.pgtwin.benchmarks.data.Databases;
import io.pgtwin.testbed.connect.ConnectRest;
import io.pgtwin.testbed.connect.ConnectorStatus;
import io.pgtwin.testbed.connect.RestAnswerException;
import io.pgtwin.testbed.kafka.KafkaBroker;
import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.process.TestbedException;

/** A source and a sink connector in the testbed's worker. Their topics begin with the name of the databases. */
public final class ConnectorPair implements Running {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int NOT_FOUND = 404;

    private final ConnectRest rest;
    private final KafkaBroker broker;
    private final String name;
    private final BooleanSupplier copied;
    private final AutoCloseable resources;

    private ConnectorPair(Databases databases, BooleanSupplier copied, AutoCloseable resources) {
        rest = databases.testbed().worker().rest();
        broker = databases.testbed().broker();
        name = databases.name();
        this.copied = copied;
        this.resources = resources;
    }

    /**
     * @param copied whether the full copy is in the target
     * @param resources what else is closed in the end
     */
    static ConnectorPair create(Databases databases, Map<String, String> source, Map<String, String> sink,
            BooleanSupplier copied, AutoCloseable resources) {
        ConnectorPair pair = new ConnectorPair(databases, copied, resources);
        pair.rest.create(pair.source(), source);
        pair.rest.create(pair.sink(), sink);
        return pair;
    }

    private String source() {
        return name + "-source";
    }

    private String sink() {
        return name + "-sink";
    }

    @Override
    public boolean isCopied() {
        return copied.getAsBoolean();
    }

    /** A worker knows a connector's status only some time after it has accepted the connector. */
    @Override
    public void check() {
        try {
            Stream.of(source(), sink()).map(rest::status).filter(ConnectorStatus::isFailed).forEach(failed -> {
                throw new IllegalStateException(failed.failure());
            });
        } catch (RestAnswerException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
        }
    }

    @Override
    public void halt() {
        List<String> connectors = List.of(source(), sink());
        connectors.forEach(rest::stop);
        connectors.forEach(it -> Await.until(LIMIT, it + " has stopped", () -> rest.status(it).tasks().isEmpty(),
                () -> rest.status(it).toString()));
    }

    @Override
    public void goOn() {
        goOnWithSource();
        goOnWithSink();
    }

    public void goOnWithSource() {
        rest.resume(source());
    }

    public void goOnWithSink() {
        rest.resume(sink());
    }

    @Override
    public Optional<ConnectorPair> connectors() {
        return Optional.of(this);
    }

    /** How many records the tables' topics have taken so far. */
    public long records() {
        try (Admin admin = broker.admin()) {
            Map<String, TopicDescription> topics = get(admin.describeTopics(topics(".public.")).allTopicNames());
            Map<TopicPartition, OffsetSpec> ends = topics.values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
            return get(admin.listOffsets(ends).all()).values().stream().mapToLong(ListOffsetsResultInfo::offset).sum();
        }
    }

    private List<String> topics(String afterName) {
        return broker.topics().stream().filter(topic -> topic.startsWith(name + afterName)).toList();
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

    /** Also removes the topics: the next run should not pay for the writing of this one's to disk. */
    @Override
    public void close() {
        rest.delete(source());
        rest.delete(sink());
        try (Admin admin = broker.admin(); resources) {
            Await.until(LIMIT, "the connectors are gone", () -> Stream.of(source(), sink())
                    .noneMatch(rest.connectors()::contains), () -> "");
            get(admin.deleteTopics(topics(".")).all());
        } catch (Exception e) {
            throw new TestbedException("Cannot clean up after " + name, e);
        }
    }
}
