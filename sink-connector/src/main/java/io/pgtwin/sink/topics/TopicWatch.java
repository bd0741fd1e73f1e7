package io.pgtwin.sink.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

/**
 * Asks Kafka whether it still has what the target lacks. For one thread; keeps a connection from the first question on.
 */
public final class TopicWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** A broker may learn a little late what another one has answered before. */
    private static final int TIMES_TO_ASK = 4;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final String group;
    private final Predicate<String> subscribed;
    private Optional<Admin> admin = Optional.empty();
    private Map<String, String> ids = Map.of();
    private boolean warned;

    /**
     * @param group of the sink's consumers
     * @param subscribed whether a topic is one of the sink's
     */
    public TopicWatch(String group, Predicate<String> subscribed) {
        this.group = group;
        this.subscribed = subscribed;
    }

    /** Tells one Kafka cluster from another; empty if the sink's consumers do not tell. */
    public Optional<String> cluster() {
        return KafkaAccess.of(group).flatMap(KafkaAccess::cluster);
    }

    /** Gets ready to ask, which the first question would have to wait for. @throws PgTwinException KAFKA_UNREACHABLE */
    public void connect() {
        canAsk();
    }

    /**
     * @param known the topics that the target has progress of, with their ids as far as they are stored
     * @param next the first offset of each partition that is not applied yet
     * @return the ids of all topics; none if the consumers do not tell how to reach Kafka
     * @throws PgTwinException TOPIC_MISSING, TOPIC_REPLACED or TOPIC_TRUNCATED if records are gone that the target
     *         lacks; KAFKA_UNREACHABLE
     */
    public Map<String, String> require(Map<String, Optional<String>> known, Map<TopicPartition, Long> next) {
        if (!canAsk()) {
            return Map.of();
        }
        Map<String, Optional<String>> mine = new HashMap<>(known);
        mine.keySet().removeIf(subscribed.negate());
        for (int asked = 1;; asked++) {
            TopicState kafka = ask(next.keySet());
            Optional<PgTwinException> gap = TopicGaps.find(kafka, mine, next);
            if (gap.isEmpty()) {
                ids = kafka.ids();
                return ids;
            }
            if (asked == TIMES_TO_ASK) {
                throw gap.get();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /**
     * Quicker: after {@link #require} has found the topics themselves in order.
     *
     * @param expected offsets that did not come, maybe because they are no records but the marks of transactions
     * @throws PgTwinException TOPIC_TRUNCATED if they came no more; KAFKA_UNREACHABLE
     */
    public void requireNotTruncated(Map<TopicPartition, Long> expected) {
        if (expected.isEmpty() || !canAsk()) {
            return;
        }
        answer(() -> TopicGaps.find(new TopicState(ids, offsets(expected.keySet(), OffsetSpec.earliest()),
                Map.of()), Map.of(),
                expected)).ifPresent(gap -> {
                    throw gap;
                });
    }

    private boolean canAsk() {
        if (admin.isEmpty()) {
            admin = answer(() -> KafkaAccess.of(group).map(KafkaAccess::admin));
        }
        if (admin.isEmpty() && !warned) {
            warned = true;
            LOG.warn("Topics that were deleted, made again or truncated cannot be told from others, because {} is not"
                    + " among consumer.override.interceptor.classes", KafkaAccess.class.getName());
        }
        return admin.isPresent();
    }

    private TopicState ask(Set<TopicPartition> partitions) {
        return answer(() -> {
            Map<String, String> found = admin.orElseThrow().listTopics().listings()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .stream().collect(Collectors.toMap(TopicListing::name, topic -> topic.topicId().toString()));
            Set<TopicPartition> existing = partitions.stream().filter(partition -> found.containsKey(partition.topic()))
                    .collect(Collectors.toSet());
            return new TopicState(found, offsets(existing, OffsetSpec.earliest()),
                    offsets(existing, OffsetSpec.latest()));
        });
    }

    /** What Kafka is asked. */
    private interface Question<T> {
        T ask() throws ExecutionException, TimeoutException, InterruptedException;
    }

    private static <T> T answer(Question<T> question) {
        try {
            return question.ask();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new PgTwinException(FailureKind.KAFKA_UNREACHABLE,
                    "Kafka was asked for topics and offsets and did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PgTwinException(FailureKind.KAFKA_UNREACHABLE, "The task stops while Kafka is asked", e);
        }
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        ListOffsetsResult answer = admin.orElseThrow().listOffsets(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which)));
        return answer.all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    @Override
    public void close() {
        admin.ifPresent(open -> open.close(Duration.ZERO));
    }
}
