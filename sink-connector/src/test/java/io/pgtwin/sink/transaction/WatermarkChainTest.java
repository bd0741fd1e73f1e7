package io.pgtwin.sink.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;

class WatermarkChainTest {
    private final Map<String, Position> arrived = new HashMap<>();
    private final WatermarkChain chain = new WatermarkChain(
            (topic, last) -> arrived.containsKey(topic) && !last.isAfter(arrived.get(topic)));

    @Test
    void aWatermarkIsCompleteWhenTheLastEventOfEachOfItsTopicsHasArrived() {
        chain.add(watermark(0, 100, Map.of("a", 90L, "b", 95L)), 0);
        arrive("a", 90);
        assertThat(chain.hasComplete()).isFalse();
        assertThat(chain.missing()).containsExactly("b");
        arrive("b", 94);
        assertThat(chain.hasComplete()).isFalse();
        arrive("b", 95);
        assertThat(chain.hasComplete()).isTrue();
    }

    @Test
    void aHigherEventOfATopicWillDoBecauseItsPositionsOnlyGrow() {
        chain.add(watermark(0, 100, Map.of("a", 90L)), 0);
        arrive("a", 300);

        assertThat(chain.hasComplete()).isTrue();
    }

    @Test
    void aWatermarkWaitsForThoseBeforeIt() {
        chain.add(watermark(0, 100, Map.of("a", 90L)), 0);
        chain.add(watermark(100, 200, Map.of("b", 150L)), 1);
        chain.add(watermark(200, 300, Map.of()), 2);
        arrive("b", 150);
        assertThat(chain.hasComplete()).isFalse();
        arrive("a", 90);

        WatermarkChain.Pending all = chain.take(1_000);
        assertThat(all.watermark().previous()).isEqualTo(new Lsn(0));
        assertThat(all.watermark().lsn()).isEqualTo(new Lsn(300));
        assertThat(all.offset()).isEqualTo(2);
        assertThat(all.events()).isEqualTo(2);
        assertThat(chain.hasComplete()).isFalse();
    }

    @Test
    void completeOnesAreJoinedUpToANumberOfEventsButAtLeastOneIsTaken() {
        for (int i = 0; i < 3; i++) {
            chain.add(watermark(i * 100L, i * 100L + 100, Map.of("a", i * 100L + 50)), i);
        }
        arrive("a", 250);

        assertThat(chain.completeEvents()).isEqualTo(3);
        assertThat(chain.take(0).offset()).isZero();
        assertThat(chain.take(2).offset()).isEqualTo(2);
        assertThat(chain.completeEvents()).isZero();
    }

    @Test
    void aBacklogTakesNoMoreThanSoMuchMemory() {
        for (int i = 0; i < 50_000; i++) {
            chain.add(watermark(i, i + 1, Map.of("a", (long) i)), i);
        }
        arrive("a", 49_998);
        assertThat(chain.firstIncomplete()).get().extracting(Watermark::lsn).isEqualTo(new Lsn(50_000));
        arrive("a", 49_999);

        assertThat(chain.completeEvents()).isEqualTo(50_000);
        assertThat(chain.take(Long.MAX_VALUE).watermark().lsn()).isEqualTo(new Lsn(50_000));
    }

    private void arrive(String topic, long lsn) {
        arrived.put(topic, position(lsn));
        chain.look();
    }

    private static Watermark watermark(long previous, long lsn, Map<String, Long> topics) {
        Map<String, TopicMark> marks = new HashMap<>();
        topics.forEach((topic, last) -> marks.put(topic, new TopicMark(1, position(last))));
        return new Watermark(0, new Lsn(previous), new Lsn(lsn), Optional.of(1L), 1, marks);
    }

    private static Position position(long lsn) {
        return new Position(new Lsn(lsn), new Lsn(lsn), 0);
    }
}
