package io.pgtwin.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.wire.ChangeRecord;
import io.pgtwin.common.wire.ControlRecord;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.batch.SinkEvent;
import io.pgtwin.sink.progress.Consistency;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.progress.TargetState;

/** LSNs below 100 are those of the full copy; partitions are called as their tables. */
class TransactionGatheringTest {
    private static final String WATERMARKS = "sync.transaction";
    private static final int MAX_ROWS = 4;

    private final TransactionGathering gathering = new TransactionGathering(MAX_ROWS, 1_000_000, topic -> true);
    private final Map<String, Long> offsets = new HashMap<>();

    @Test
    void eventsWaitForTheirWatermark() {
        consistentAt(100);
        add("a", 110);
        add("b", 120);
        assertThat(gathering.isEmpty()).isTrue();
        watermark(100, 130, Map.of("a", 110L, "b", 120L));

        Batch batch = gathering.take();
        assertThat(lsns(batch)).containsExactly(110L, 120L);
        assertThat(batch.consistency()).contains(Consistency.at(new Lsn(130), Optional.of(7L)));
        assertThat(batch.isOpen()).isFalse();
        assertThat(gathering.isEmpty()).isTrue();
    }

    @Test
    void watermarksWaitForTheirEvents() {
        consistentAt(100);
        watermark(100, 130, Map.of("a", 110L, "b", 120L));
        add("a", 110);
        assertThat(gathering.isEmpty()).isTrue();
        add("b", 120);
        assertThat(gathering.isEmpty()).isFalse();
    }

    @Test
    void whatIsBehindTheWatermarkWaitsForTheNext() {
        consistentAt(100);
        add("a", 140);
        add("b", 120);
        watermark(100, 130, Map.of("b", 120L));
        assertThat(lsns(gathering.take())).containsExactly(120L);
        assertThat(gathering.isEmpty()).isTrue();
        watermark(130, 150, Map.of("a", 140L));

        assertThat(lsns(gathering.take())).containsExactly(140L);
    }

    @Test
    void aBatchIsInTheOrderOfTheSource() {
        consistentAt(100);
        add("b", 112);
        add("b", 114);
        add("a", 111);
        add("a", 113);
        watermark(100, 130, Map.of("a", 113L, "b", 114L));

        assertThat(lsns(gathering.take())).containsExactly(111L, 112L, 113L, 114L);
    }

    @Test
    void resentEventsAndWatermarksAreHarmless() {
        consistentAt(100);
        add("a", 110);
        watermark(100, 120, Map.of("a", 110L));
        add("a", 130);
        watermark(120, 140, Map.of("a", 130L));
        gathering.take();
        add("a", 110);
        add("a", 130);
        watermark(100, 140, Map.of("a", 130L));
        assertThat(gathering.isEmpty()).isTrue();
        add("a", 150);
        watermark(120, 160, Map.of("a", 150L));

        Batch batch = gathering.take();
        assertThat(lsns(batch)).containsExactly(150L);
        assertThat(batch.resent()).isEqualTo(2);
        assertThat(batch.consistency().flatMap(Consistency::lsn)).contains(new Lsn(160));
    }

    /** After a restart of the source, all of a large transaction may come again. */
    @Test
    void howeverManyEventsAreResentNothingPauses() {
        consistentAt(100);
        add("a", 110, 111);
        for (int i = 0; i < 10; i++) {
            add("a", 110, 111);
        }
        assertThat(gathering.ahead(partitions())).isEmpty();
        watermark(100, 120, Map.of("a", 111L));

        Batch batch = gathering.take();
        assertThat(lsns(batch)).containsExactly(110L, 111L);
        assertThat(batch.resent()).isEqualTo(20);
        assertThat(batch.advances().stream().filter(it -> it.partition().equals(partition("a"))).findFirst().orElseThrow()
                .nextOffset()).isEqualTo(22);
    }

    @Test
    void whatTheSourceMustHaveProducedIsNotWaitedForForever() {
        consistentAt(100);
        add("a", 110);
        gathering.checkPatience(Duration.ZERO); // the source may be away
        heartbeat(110);
        gathering.checkPatience(Duration.ZERO); // the transaction at 110 may not be complete
        heartbeat(115);
        assertThatThrownBy(() -> gathering.checkPatience(Duration.ZERO)).hasMessageContaining("watermarks after 0/64");
        watermark(100, 120, Map.of("a", 110L, "b", 111L));
        gathering.checkPatience(Duration.ZERO);
        heartbeat(120);
        assertThatThrownBy(() -> gathering.checkPatience(Duration.ZERO)).isInstanceOf(PgTwinException.class)
                .hasMessageContaining("[b] before 0/78");
        add("b", 111);
        gathering.checkPatience(Duration.ZERO);
    }

    @Test
    void aMissingWatermarkIsNoticed() {
        consistentAt(100);

        assertThatThrownBy(() -> watermark(110, 120, Map.of())).isInstanceOf(PgTwinException.class)
                .hasMessageContaining("between 0/64 and 0/6E");
    }

    @Test
    void aLargeTransactionComesInPiecesThatLeaveTheTransactionOpen() {
        consistentAt(100);
        watermark(100, 200, Map.of("a", 119L, "b", 129L));
        add("a", 110, 111, 112, 113, 114, 115);
        assertThat(gathering.isEmpty()).as("what comes before in b is not known").isTrue();
        assertThat(gathering.ahead(partitions())).containsExactly(partition("a"));
        add("b", 113, 120);

        assertThat(gathering.isEmpty()).isFalse();
        Batch piece = gathering.take();
        assertThat(lsns(piece)).as("nothing can come any more below 115").containsExactly(110L, 111L, 112L, 113L, 113L,
                114L, 115L);
        assertThat(piece.isOpen()).isTrue();
        assertThat(piece.consistency()).isEmpty();
        add("a", 119);
        add("b", 129);
        Batch last = gathering.take();
        assertThat(lsns(last)).containsExactly(119L, 120L, 129L);
        assertThat(last.isOpen()).isFalse();
        assertThat(last.consistency().flatMap(Consistency::lsn)).contains(new Lsn(200));
    }

    @Test
    void partitionsThatAreAheadPauseAndTheWatermarksNever() {
        consistentAt(100);
        add("a", 110, 111, 112, 113, 114);
        assertThat(gathering.ahead(partitions())).containsExactly(partition("a"));
        watermark(100, 105, Map.of("b", 101L));
        assertThat(gathering.ahead(partitions())).containsExactly(partition("a"));
        add("b", 101);
        gathering.take();
        watermark(105, 200, Map.of("a", 190L));
        assertThat(gathering.ahead(partitions())).as("it is what is waited for").isEmpty();
    }

    @Test
    void tablesAdvanceByThemselvesUntilTheCopyIsComplete() {
        start(Optional.empty());
        copy("a", 99);
        copy("b", 99);
        add("a", 110);
        assertThat(lsns(gathering.take())).hasSize(3);
        assertThat(gathering.isEmpty()).isTrue();
        watermark(0, 100, Map.of("a", 99L, "b", 99L));
        assertThat(gathering.ahead(partitions())).as("it is being applied").isEqualTo(partitions());
        add("b", 105);
        gathering.allApplied();
        watermark(100, 120, Map.of("a", 110L, "b", 105L));

        Batch first = gathering.take();
        assertThat(lsns(first)).containsExactly(105L);
        assertThat(first.consistency().flatMap(Consistency::lsn)).contains(new Lsn(120));
    }

    @Test
    void aWatermarkBelowWhatIsAppliedDoesNotMakeTheTargetConsistent() {
        start(Optional.empty());
        copy("a", 99);
        add("a", 150);
        gathering.take();
        watermark(0, 100, Map.of("a", 99L));
        gathering.allApplied();
        add("b", 110);
        watermark(100, 120, Map.of("b", 110L));

        assertThat(gathering.take().consistency()).contains(Consistency.NONE);
        watermark(120, 160, Map.of("a", 150L));
        assertThat(gathering.take().consistency().flatMap(Consistency::lsn)).contains(new Lsn(160));
    }

    @Test
    void aCopyThatBeginsAgainStartsOver() {
        consistentAt(100);
        copy("a", 200);
        assertThat(gathering.mustStartOver()).isTrue();
        start(Optional.of(new Lsn(100)));
        copy("a", 200);

        assertThat(gathering.take().consistency()).contains(Consistency.NONE);
    }

    /** Both watermarks are in the topic, which is read from its beginning. */
    @Test
    void theWatermarkOfAnEarlierCopyDoesNotCoverALaterOne() {
        start(Optional.empty());
        copy("a", 200);
        watermark(0, 100, Map.of("a", 99L));
        watermark(100, 150, Map.of());
        assertThat(gathering.ahead(partitions())).isEmpty();
        watermark(0, 210, Map.of("a", 200L));
        assertThat(gathering.ahead(partitions())).isEqualTo(partitions());
    }

    /** The watermark of its rows goes on where the one before ended: what all of them tell of must have come. */
    @Test
    void oneTableMayBeCopiedAgainWithinTheChainOfWatermarks() {
        consistentAt(100);
        copy("a", 200);
        assertThat(gathering.mustStartOver()).isTrue();
        start(Optional.of(new Lsn(100)));
        watermark(0, 100, Map.of("a", 99L, "b", 99L));
        watermark(100, 150, Map.of("b", 120L));
        copy("b", 99);
        copy("a", 200);
        assertThat(gathering.ahead(partitions())).as("the rows are not told of").isEmpty();
        watermark(150, 210, Map.of("a", 200L));
        assertThat(gathering.ahead(partitions())).as("a change of another table is missing").isEmpty();
        add("b", 120);
        assertThat(gathering.ahead(partitions())).isEqualTo(partitions());
    }

    /** As where nothing but the structure was made before: nothing was written between the two watermarks. */
    @Test
    void aCopyMayBeginAtTheLsnOfTheWatermarkBefore() {
        consistentAt(100);
        copy("a", 99);
        assertThat(gathering.mustStartOver()).isTrue();
        start(Optional.of(new Lsn(100)));
        watermark(0, 100, Map.of());
        assertThat(gathering.ahead(partitions())).as("it waits for rows").isEmpty();
        copy("a", 99);
        assertThat(lsns(gathering.take())).hasSize(1);
        watermark(0, 100, Map.of("a", 99L));
        assertThat(gathering.ahead(partitions())).isEqualTo(partitions());
    }

    /** A table that has lost its rows when an interrupted copy was made again from the beginning. */
    @Test
    void rowsOfAnEarlierSnapshotNeedNotBeToldOf() {
        start(Optional.empty());
        copy("a", 50);
        copy("b", 99);
        watermark(0, 100, Map.of("b", 99L));
        assertThat(gathering.ahead(partitions())).as("nothing more is waited for").isEqualTo(partitions());
    }

    /** The table has left the sync before its copy was complete. */
    @Test
    void aCopyThatNobodyFinishesEndsWithTheFirstWatermarkBehindIt() {
        consistentAt(100);
        copy("a", 200);
        assertThat(gathering.mustStartOver()).isTrue();
        start(Optional.of(new Lsn(100)));
        watermark(0, 100, Map.of("a", 99L, "b", 99L));
        watermark(100, 201, Map.of("b", 150L));
        copy("b", 99);
        add("b", 150);
        copy("a", 200);
        assertThat(gathering.ahead(partitions())).as("the copy may still go on").isEmpty();
        watermark(201, 220, Map.of("b", 210L));
        assertThat(gathering.ahead(partitions())).as("a change of another table is missing").isEmpty();
        add("b", 210);
        assertThat(gathering.ahead(partitions())).isEqualTo(partitions());
    }

    /** An attempt has emptied the table, which has no rows, and the next one, which tells, had nothing to do. */
    @Test
    void theCopyOfAnEmptyTableEndsAfterARestartOfTheSinkToo() {
        gathering.restart(new TargetState(Map.of(partition("a"), new Progress(true, 1, origin(200, Phase.COPY).position(), 1),
                partition("b"), Progress.NONE, partition(WATERMARKS), Progress.NONE), Optional.empty()));
        watermark(0, 100, Map.of());
        assertThat(gathering.ahead(partitions())).as("what empties the table is not told of").isEmpty();
        watermark(100, 230, Map.of());
        assertThat(gathering.ahead(partitions())).isEqualTo(partitions());
    }

    /** It came before the rows of a copy that went on under a later snapshot. */
    @Test
    void aChangeThatIsCaughtUpWithIsCoveredByTheFirstWatermarkBehindIt() {
        consistentAt(100);
        add("a", ChangeEvent.create(table("a"), row(200), new Origin(changeAt(210), 0, 1, Phase.CATCH_UP)));
        assertThat(gathering.mustStartOver()).isTrue();
        start(Optional.of(new Lsn(100)));
        watermark(0, 100, Map.of());
        watermark(100, 210, Map.of());
        assertThat(gathering.ahead(partitions())).isEmpty();
        watermark(210, 230, Map.of());
        assertThat(gathering.ahead(partitions())).isEqualTo(partitions());
    }

    @Test
    void waitingTransactionsAreCounted() {
        consistentAt(100);
        watermark(100, 130, Map.of("a", 110L));
        watermark(130, 150, Map.of("a", 140L));
        assertThat(gathering.transactions()).isEqualTo(2);
        add("a", 110, 140);
        assertThat(gathering.take().transactions()).isEqualTo(2);
        assertThat(gathering.transactions()).isZero();
    }

    @Test
    void whatTheTargetHasAlreadyIsRefused() {
        gathering.restart(new TargetState(Map.of(partition("a"), new Progress(true, 5, Position.START, 1)),
                Optional.of(new Lsn(100))));
        assertThatThrownBy(() -> add("a", 110)).isInstanceOf(PgTwinException.class).hasMessageContaining("TOPIC_REPLACED");
    }

    @Test
    void withoutAConsistentPointWatermarksAreReadFromTheBeginning() {
        start(Optional.empty());
        assertThat(gathering.startOf(partition(WATERMARKS), new Progress(true, 7, Position.START, 1))).isZero();
        consistentAt(100);
        assertThat(gathering.startOf(partition(WATERMARKS), new Progress(true, 7, Position.START, 1))).isEqualTo(7);
    }

    private void consistentAt(long lsn) {
        start(Optional.of(new Lsn(lsn)));
    }

    private void start(Optional<Lsn> consistent) {
        Map<TopicPartition, Progress> progress = new HashMap<>();
        partitions().forEach(partition -> progress.put(partition, Progress.NONE));
        gathering.restart(new TargetState(progress, consistent));
        offsets.clear();
    }

    private static Set<TopicPartition> partitions() {
        return Set.of(partition("a"), partition("b"), partition(WATERMARKS), partition("heartbeat"));
    }

    private static TopicPartition partition(String topic) {
        return new TopicPartition(topic, 0);
    }

    private void add(String topic, long... lsns) {
        for (long lsn : lsns) {
            add(topic, ChangeEvent.create(table(topic), row(lsn), origin(lsn, Phase.STREAM)));
        }
    }

    private void copy(String topic, long lsn) {
        add(topic, ChangeEvent.read(table(topic), row(lsn), origin(lsn, Phase.RESUMED_COPY)));
    }

    private void add(String topic, ChangeEvent event) {
        Struct value = new ChangeRecord.Writer("sync", "db").value(event);
        gathering.add(new SinkRecord(topic, 0, null, null, value.schema(), value, nextOffset(topic)));
    }

    private void watermark(long previous, long lsn, Map<String, Long> topics) {
        Map<String, TopicMark> marks = new HashMap<>();
        // from LSN 100 on changes; 200 is the row of another copy
        topics.forEach((topic, last) -> marks.put(topic, new TopicMark(1,
                origin(last, last < 100 || last == 200 ? Phase.COPY : Phase.STREAM).position())));
        Struct value = ControlRecord.write(
                new Watermark(0, new Lsn(previous), new Lsn(lsn), Optional.of(7L), 1, marks));
        gathering.add(new SinkRecord(WATERMARKS, 0, null, null, value.schema(), value, nextOffset(WATERMARKS)));
    }

    private void heartbeat(long lsn) {
        Struct value = ControlRecord.write(new Heartbeat(0, new Lsn(lsn)));
        gathering.add(new SinkRecord("heartbeat", 0, null, null, value.schema(), value, nextOffset("heartbeat")));
    }

    private long nextOffset(String topic) {
        return offsets.merge(topic, 1L, Long::sum) - 1;
    }

    private static TableDefinition table(String name) {
        return new TableDefinition(new TableId("s", name), List.of(new ColumnDefinition("id", "bigint", true)), List.of("id"));
    }

    private static Row row(long id) {
        return Row.builder(1).value(0, id).build();
    }

    private static Origin origin(long lsn, Phase phase) {
        if (phase != Phase.STREAM) {
            return new Origin(new Position(new Lsn(lsn), new Lsn(lsn + 1), 0), 0, 0, phase);
        }
        return new Origin(changeAt(lsn), 0, 1, phase);
    }

    private static Position changeAt(long lsn) {
        return new Position(new Lsn(lsn), new Lsn(lsn), 0);
    }

    private static List<Long> lsns(Batch batch) {
        return batch.items().stream()
                .map(item -> ((SinkEvent) item).change().position().lsn().value()).toList();
    }
}
