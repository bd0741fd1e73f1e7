package io.pgtwin.sink.gathering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.wire.ChangeRecord;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.progress.Advance;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.progress.TargetState;

class GatheringTest {
    private static final TopicPartition PARTITION = new TopicPartition("sync.s.t", 0);
    private static final TableDefinition TABLE = new TableDefinition(new TableId("s", "t"),
            List.of(new ColumnDefinition("id", "bigint", true)), List.of("id"));

    private final Gathering gathering = new Gathering(3, 1_000_000);

    @BeforeEach
    void theTargetHasEverythingBelowOffsetTenAndPositionOneHundred() {
        gathering.restart(new TargetState(Map.of(PARTITION, new Progress(true, 10, position(100), 3)),
                Optional.empty()));
    }

    @Test
    void recordsFromBeforeTheProgressAreOfAnotherTopic() {
        assertThatThrownBy(() -> gathering.add(record(8, 200))).hasMessageContaining("TOPIC_REPLACED")
                .hasMessageContaining("offset 8").hasMessageContaining("before 10");
    }

    @Test
    void theFirstOffsetThatDoesNotComeIsKept() {
        gathering.add(record(10, 200));
        gathering.add(record(13, 201));
        gathering.add(record(15, 202));

        assertThat(gathering.take().gaps()).isEqualTo(Map.of(PARTITION, 11L));
    }

    @Test
    void resentEventsMoveTheOffsetAndNothingElse() {
        gathering.add(record(10, 99));
        gathering.add(record(11, 100));

        Batch batch = gathering.take();
        assertThat(batch.items()).isEmpty();
        assertThat(batch.resent()).isEqualTo(2);
        assertThat(only(batch).nextOffset()).isEqualTo(12);
        assertThat(only(batch).position()).isEqualTo(position(100));
    }

    @Test
    void anEventIsTakenOnceWithinABatchToo() {
        gathering.add(record(10, 101));
        gathering.add(record(11, 101));
        gathering.add(record(11, 102));

        assertThat(gathering.take().items()).hasSize(1);
    }

    @Test
    void theNextBatchBelievesThatTheLastOneWasApplied() {
        gathering.add(record(10, 101));
        gathering.take();
        gathering.add(record(15, 102));

        assertThat(only(gathering.take()).believed()).isEqualTo(new Progress(true, 11, position(101), 3));
    }

    @Test
    void tombstonesMoveTheOffset() {
        gathering.add(new SinkRecord(PARTITION.topic(), 0, null, null, null, null, 10));

        assertThat(only(gathering.take()).nextOffset()).isEqualTo(11);
    }

    @Test
    void aBatchIsFullAtItsLimitOfRowsOrBytes() {
        gathering.add(record(10, 101));
        gathering.add(record(11, 102));
        assertThat(gathering.isFull()).isFalse();
        gathering.add(record(12, 103));
        assertThat(gathering.isFull()).isTrue();

        Gathering small = new Gathering(1000, 8);
        small.restart(new TargetState(Map.of(PARTITION, Progress.NONE), Optional.empty()));
        small.add(record(0, 1));
        assertThat(small.isFull()).isTrue();
    }

    @Test
    void recordsOfPartitionsThatWereGivenAwayAreIgnored() {
        gathering.forget(Set.of(PARTITION));
        gathering.add(record(10, 101));

        assertThat(gathering.isEmpty()).isTrue();
    }

    @Test
    void aRecordOfSomebodyElseIsRefusedByItsPlace() {
        SinkRecord foreign = new SinkRecord("sync.s.t", 0, null, null, Schema.STRING_SCHEMA, "secret", 10);

        assertThatThrownBy(() -> gathering.add(foreign)).isInstanceOf(PgTwinException.class)
                .hasMessageContaining("sync.s.t-0@10").hasMessageNotContaining("secret");
    }

    private static Advance only(Batch batch) {
        assertThat(batch.advances()).hasSize(1);
        return batch.advances().iterator().next();
    }

    private static SinkRecord record(long offset, long lsn) {
        Origin origin = new Origin(position(lsn), 0, 1, Phase.STREAM);
        Struct value = new ChangeRecord.Writer("sync", "db")
                .value(ChangeEvent.create(TABLE, Row.builder(1).value(0, offset).build(), origin));
        return new SinkRecord(PARTITION.topic(), 0, null, null, value.schema(), value, offset);
    }

    private static Position position(long lsn) {
        return new Position(new Lsn(lsn), new Lsn(lsn), 0);
    }
}
