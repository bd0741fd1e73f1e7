package io.pgtwin.sink.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

/** From what Kafka has and what the target needs next to what is missing. */
class TopicGapsTest {
    private static final TopicPartition ITEMS = new TopicPartition("sync.public.items", 0);
    private static final TopicPartition HEARTBEATS = new TopicPartition("sync.heartbeat", 0);
    private static final TopicState KAFKA =
            new TopicState(Map.of("sync", "a", "sync.public.items", "b", "sync.heartbeat", "c"),
            Map.of(ITEMS, 10L, HEARTBEATS, 10L), Map.of(ITEMS, 20L, HEARTBEATS, 20L));

    @Test
    void everythingFromTheBeginningToTheEndMayBeNext() {
        assertThat(gap(10)).isEmpty();
        assertThat(gap(20)).isEmpty();
    }

    @Test
    void whatIsNextMustNotBeGoneOrBeyondTheEnd() {
        assertThat(gap(9)).get().extracting(PgTwinException::kind).isEqualTo(FailureKind.TOPIC_TRUNCATED);
        assertThat(gap(21)).get().extracting(PgTwinException::kind).isEqualTo(FailureKind.TOPIC_TRUNCATED);
    }

    @Test
    void nobodyMissesOldHeartbeats() {
        assertThat(TopicGaps.find(KAFKA, Map.of(), Map.of(HEARTBEATS, 0L))).isEmpty();
    }

    @Test
    void topicsThatTheTargetKnowsMustBeThereAndTheSame() {
        assertThat(TopicGaps.find(KAFKA, Map.of("sync.public.items", Optional.of("b"), "sync",
                Optional.empty()), Map.of()))
                .isEmpty();
        assertThat(TopicGaps.find(KAFKA, Map.of("sync.public.items", Optional.of("z")), Map.of())).get()
                .extracting(PgTwinException::kind).isEqualTo(FailureKind.TOPIC_REPLACED);
        assertThat(TopicGaps.find(KAFKA, Map.of("sync.public.gone", Optional.of("z")), Map.of())).get()
                .extracting(PgTwinException::kind).isEqualTo(FailureKind.TOPIC_MISSING);
    }

    private static Optional<PgTwinException> gap(long next) {
        return TopicGaps.find(KAFKA, Map.of(), Map.of(ITEMS, next));
    }
}
