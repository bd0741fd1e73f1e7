package io.pgtwin.sink.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.batch.SinkEvent;
import io.pgtwin.sink.progress.Progress;

class LanesTest {
    private static final TopicPartition A = new TopicPartition("a", 0);
    private static final TopicPartition B = new TopicPartition("b", 0);
    private static final TableDefinition TABLE = new TableDefinition(new TableId("s", "a"),
            List.of(new ColumnDefinition("id", "bigint", true)), List.of("id"));

    private final Lanes lanes = new Lanes();

    @BeforeEach
    void theTargetHasTheFirstFiveRecordsOfBoth() {
        Progress progress = new Progress(true, 5, position(10), 1);
        lanes.begin(Map.of(A, progress, B, progress));
    }

    @Test
    void whatIsTakenComesInTheOrderOfTheSource() {
        add(A, 5, 20);
        add(A, 6, 40);
        add(B, 5, 30);
        add(B, 6, 50);

        assertThat(positions(take(position(40)))).containsExactly(position(20), position(30), position(40));
        assertThat(lanes.rows()).isEqualTo(1);
        assertThat(lanes.bytes()).isEqualTo(7);
        assertThat(lanes.taken(A)).isEqualTo(new Progress(true, 7, position(40), 1));
        assertThat(lanes.received(B)).contains(position(50));
    }

    @Test
    void clearingForgetsWhatWaitsAndKeepsWhatWasTaken() {
        add(A, 5, 20);
        take(position(20));
        add(A, 6, 30);
        lanes.clear();

        assertThat(lanes.rows()).isZero();
        assertThat(lanes.received(A)).contains(position(20));
        assertThat(lanes.meet(A, 6)).as("comes again").isTrue();
    }

    @Test
    void thosePartitionsAreAheadThatHaveMoreThanTheLimit() {
        add(A, 5, 20);
        add(B, 5, 40);
        assertThat(lanes.ahead(Optional.of(position(30)))).isEqualTo(Set.of(B));
        assertThat(lanes.ahead(Optional.empty())).isEqualTo(Set.of(A, B));
    }

    @Test
    void thosePartitionsAreFullestThatHaveTheirShare() {
        add(A, 5, 20);
        add(B, 5, 40);
        add(B, 6, 50);
        add(B, 7, 60);
        assertThat(lanes.fullest(4, 1_000)).isEqualTo(Set.of(B));
        assertThat(lanes.fullest(1_000, 28)).isEqualTo(Set.of(B));
        assertThat(lanes.fullest(2, 1_000)).isEqualTo(Set.of(A, B));
        assertThat(lanes.fullest(7, 43)).isEmpty();
    }

    @Test
    void recordsThatBringNothingAreNoGapAndMissingOnesAre() {
        for (long offset = 5; offset < 9; offset++) {
            assertThat(lanes.meet(A, offset)).isTrue();
            lanes.passResent(A);
        }
        Batch batch = take(position(100));
        assertThat(batch.resent()).isEqualTo(4);
        assertThat(batch.known(A).orElseThrow().gap()).isEqualTo(OptionalLong.empty());

        lanes.meet(A, 9);
        lanes.passResent(A);
        lanes.meet(A, 12);
        lanes.passEmpty(A);
        assertThat(take(position(100)).known(A).orElseThrow().gap()).isEqualTo(OptionalLong.of(10));
    }

    private Batch take(Position limit) {
        Batch batch = new Batch();
        lanes.take(limit, true, batch);
        lanes.taken(batch);
        return batch;
    }

    private void add(TopicPartition partition, long offset, long lsn) {
        assertThat(lanes.meet(partition, offset)).isTrue();
        ChangeEvent event = ChangeEvent.create(TABLE, Row.builder(1).value(0, lsn).build(),
                new Origin(position(lsn), 0, 1, Phase.STREAM));
        lanes.add(new SinkEvent(event, partition, offset), event.position(), 7);
    }

    private static List<Position> positions(Batch batch) {
        return batch.items().stream().map(item -> ((SinkEvent) item).change().position()).toList();
    }

    private static Position position(long lsn) {
        return new Position(new Lsn(lsn), new Lsn(lsn), 0);
    }
}
