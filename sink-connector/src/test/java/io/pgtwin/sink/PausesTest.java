package io.pgtwin.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;

class PausesTest {
    private static final TopicPartition A = new TopicPartition("a", 0);
    private static final TopicPartition B = new TopicPartition("b", 0);
    private static final TopicPartition C = new TopicPartition("c", 0);

    private final Consumer consumer = new Consumer();
    private final Pauses pauses = new Pauses(consumer);

    /** Knows what is paused. */
    private static final class Consumer implements SinkTaskContext {
        private final Set<String> paused = new TreeSet<>();

        @Override
        public Map<String, String> configs() {
            return Map.of();
        }

        @Override
        public void offset(Map<TopicPartition, Long> offsets) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void offset(TopicPartition partition, long offset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void timeout(long milliseconds) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<TopicPartition> assignment() {
            return Set.of(A, B, C);
        }

        @Override
        public void pause(TopicPartition... partitions) {
            List.of(partitions).forEach(partition -> paused.add(partition.topic()));
        }

        @Override
        public void resume(TopicPartition... partitions) {
            List.of(partitions).forEach(partition -> paused.remove(partition.topic()));
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void requestCommit() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void onlyThoseArePausedOfWhichEnoughHasCome() {
        pauses.pauseOnly(Set.of(A, B));
        assertThat(consumer.paused).containsExactly("a", "b");
        pauses.pauseOnly(Set.of(B, C));
        assertThat(consumer.paused).containsExactly("b", "c");
    }

    @Test
    void whatIsHeldBackStaysPaused() {
        pauses.hold(Set.of(A));
        pauses.pauseOnly(Set.of(A, B));
        pauses.pauseOnly(Set.of());
        assertThat(consumer.paused).containsExactly("a");
        pauses.release(Set.of(A));
        assertThat(consumer.paused).isEmpty();
        assertThat(pauses.holdAny()).isFalse();
    }

    @Test
    void whatIsReleasedStaysPausedIfEnoughHasCome() {
        pauses.hold(Set.of(A));
        pauses.pauseOnly(Set.of(A));
        pauses.release(Set.of(A));
        assertThat(consumer.paused).containsExactly("a");
        pauses.pauseOnly(Set.of());
        assertThat(consumer.paused).isEmpty();
    }

    @Test
    void everythingComesAgainAlsoWhatWasPausedBeforeItWasAssigned() {
        consumer.pause(C);
        pauses.hold(Set.of(A));
        pauses.pauseOnly(Set.of(B));
        pauses.resumeAll(Set.of(A, B, C));
        assertThat(consumer.paused).isEmpty();
        assertThat(pauses.held()).isEmpty();
    }
}
