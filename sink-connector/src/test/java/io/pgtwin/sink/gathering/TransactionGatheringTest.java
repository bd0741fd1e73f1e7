package io.pgtwin.sink.gathering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.progress.Consistency;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.progress.TargetState;

/** Events that follow the copy wait for their watermarks. */
class TransactionGatheringTest extends GatheredTransactions {
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
        assertThat(batch.advances().stream().filter(it -> it.partition().equals(partition("a"))).findFirst()
                .orElseThrow()
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
        watermark(100, 200, Map.of("a", 139L, "b", 149L));
        add("a", 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121);
        assertThat(gathering.isEmpty()).as("what comes before in b is not known").isTrue();
        assertThat(gathering.ahead(partitions())).containsExactly(partition("a"));
        add("b", 113, 140);

        assertThat(gathering.isEmpty()).isFalse();
        Batch piece = gathering.take();
        assertThat(lsns(piece)).as("nothing can come any more below 121").containsExactly(110L, 111L, 112L, 113L, 113L,
                114L, 115L, 116L, 117L, 118L, 119L, 120L, 121L);
        assertThat(piece.isOpen()).isTrue();
        assertThat(piece.consistency()).isEmpty();
        add("a", 139);
        add("b", 149);
        Batch last = gathering.take();
        assertThat(lsns(last)).containsExactly(139L, 140L, 149L);
        assertThat(last.isOpen()).isFalse();
        assertThat(last.consistency().flatMap(Consistency::lsn)).contains(new Lsn(200));
    }

    @Test
    void partitionsThatAreAheadPauseAndTheWatermarksNever() {
        consistentAt(100);
        add("a", 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121);
        assertThat(gathering.ahead(partitions())).containsExactly(partition("a"));
        watermark(100, 105, Map.of("b", 101L));
        assertThat(gathering.ahead(partitions())).containsExactly(partition("a"));
        add("b", 101);
        gathering.take();
        watermark(105, 200, Map.of("a", 190L));
        assertThat(gathering.ahead(partitions())).as("it is what is waited for").isEmpty();
    }

    /** The row of another copy comes behind changes for which no watermark comes before it. */
    @Test
    void partitionsWithFewEventsGoOnAsLongAsNoWatermarkTellsWhatIsMissing() {
        consistentAt(100);
        add("b", 110);
        add("a", 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121);
        assertThat(gathering.ahead(partitions())).containsExactly(partition("a"));
        copy("b", 200);
        assertThat(gathering.mustStartOver()).isTrue();
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
        assertThatThrownBy(() -> add("a", 110)).isInstanceOf(PgTwinException.class)
                .hasMessageContaining("TOPIC_REPLACED");
    }
}
