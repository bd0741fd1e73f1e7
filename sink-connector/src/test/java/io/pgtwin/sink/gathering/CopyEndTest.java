package io.pgtwin.sink.gathering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.progress.Consistency;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.progress.TargetState;

/** When a copy is over, so that transactions arrive whole from then on. */
class CopyEndTest extends GatheredTransactions {
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
    void whatIsHeldBackHasNotArrived() {
        start(Optional.empty());
        add("b", 110);
        copy("a", 99);
        watermark(0, 100, Map.of("a", 99L));
        watermark(100, 120, Map.of("b", 110L));
        gathering.take();
        gathering.hold(Set.of(partition("a")));
        gathering.hold(Set.of(partition("b")));
        gathering.goOn(Map.of(partition("a"), Progress.NONE));
        copy("a", 99);
        gathering.take();
        gathering.goOn(Map.of(partition("b"), Progress.NONE));
        gathering.allApplied();
        assertThat(gathering.take().consistency().flatMap(Consistency::lsn)).as("b has not come again")
                .contains(new Lsn(100));
        add("b", 110);

        Batch whole = gathering.take();
        assertThat(lsns(whole)).containsExactly(110L);
        assertThat(whole.consistency().flatMap(Consistency::lsn)).contains(new Lsn(120));
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
        gathering.restart(new TargetState(Map.of(partition("a"),
                new Progress(true, 1, origin(200, Phase.COPY).position(), 1),
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

    /** Tables advanced by themselves over changes that no watermark tells of. */
    @Test
    void missingWatermarksBelowWhatTheTargetHasMatterNoMore() {
        restart(new Progress(true, 1, changeAt(150), 1), Progress.NONE);
        watermark(0, 100, Map.of());
        assertThat(gathering.ahead(partitions())).as("the target has more").isEmpty();
        watermark(160, 170, Map.of());
        assertThat(gathering.ahead(partitions())).isEqualTo(partitions());
        gathering.allApplied();

        watermark(170, 180, Map.of());
        assertThat(gathering.take().consistency().flatMap(Consistency::lsn)).contains(new Lsn(180));
    }

    /** Nothing was changed while the source wrote none. */
    @Test
    void missingWatermarksBetweenThoseThatTheTargetHasPassedMatterNoMore() {
        restart(Progress.NONE, new Progress(true, 2, Position.START, 1));
        watermark(0, 100, Map.of());
        assertThat(gathering.ahead(partitions())).as("another one was passed").isEmpty();
        watermark(160, 170, Map.of());
        assertThat(gathering.ahead(partitions())).isEqualTo(partitions());
    }

    private void restart(Progress ofTable, Progress ofWatermarks) {
        gathering.restart(new TargetState(Map.of(partition("a"), ofTable, partition("b"), Progress.NONE,
                partition(WATERMARKS), ofWatermarks), Optional.empty()));
    }

    @Test
    void withoutAConsistentPointWatermarksAreReadFromTheBeginning() {
        start(Optional.empty());
        assertThat(gathering.startOf(partition(WATERMARKS), new Progress(true, 7, Position.START, 1))).isZero();
        consistentAt(100);
        assertThat(gathering.startOf(partition(WATERMARKS), new Progress(true, 7, Position.START, 1))).isEqualTo(7);
    }
}
