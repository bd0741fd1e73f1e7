package io.pgtwin.source.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.offset.SyncStep;
import io.pgtwin.source.queue.Produced.Changes;
import io.pgtwin.source.queue.Produced.Moves;
import io.pgtwin.source.queue.Produced.Notice;

@Timeout(60)
class EventQueueTest {
    private static final SourceOffset OFFSET = SourceOffset.copying(Set.of(SyncStep.values()), "1", Lsn.ZERO);
    private static final Duration LONG = Duration.ofHours(1);

    private static final TableId TABLE = new TableId("shop", "items");
    private static final ChangeEvent TRUNCATE = ChangeEvent.truncate(new TableDefinition(TABLE, List.of(), List.of()),
            new Origin(Position.START, 0, 0, Phase.STREAM));

    private final SourceCounts counts = new SourceCounts((table, counted) -> { });
    private final EventQueue queue = new EventQueue(10, 1_000, counts);

    @Test
    void whatCameFirstIsTakenFirst() throws InterruptedException {
        queue.put(changes(1, 1));
        queue.put(changes(2, 2));

        assertThat(queue.poll(Duration.ZERO)).contains(changes(1, 1));
        assertThat(queue.poll(Duration.ZERO)).contains(changes(2, 2));
        assertThat(queue.poll(Duration.ZERO)).isEmpty();
        assertThat(queue.poll(Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void rowsAreBounded() {
        assertThat(offer(changes(9, 1))).isTrue();
        assertThat(offer(changes(2, 1))).isFalse();
        assertThat(offer(changes(1, 1))).isTrue();
        assertThat(offer(changes(1, 1))).isFalse();
    }

    @Test
    void bytesAreBounded() {
        assertThat(offer(changes(1, 999))).isTrue();
        assertThat(offer(changes(1, 2))).isFalse();
        assertThat(offer(changes(1, 1))).isTrue();
    }

    @Test
    void takingMakesRoom() throws InterruptedException {
        offer(changes(10, 1_000));
        queue.poll(Duration.ZERO);

        assertThat(offer(changes(10, 1_000))).isTrue();
    }

    @Test
    void somethingLargerThanTheQueuePassesAlone() throws InterruptedException {
        assertThat(offer(changes(11, 1_001))).isTrue();
        assertThat(offer(changes(1, 1))).isFalse();
        queue.poll(Duration.ZERO);

        assertThat(offer(changes(1, 1))).isTrue();
        assertThat(offer(changes(11, 1_001))).isFalse();
    }

    @Test
    void whoWaitsForRoomGetsItWhenSomethingIsTaken() throws InterruptedException {
        queue.put(changes(10, 1));
        Thread waiting = new Thread(() -> queue.offer(changes(3, 1), LONG));
        waiting.start();

        assertThat(queue.poll(LONG)).contains(changes(10, 1));
        assertThat(queue.poll(LONG)).contains(changes(3, 1));
        waiting.join();
    }

    @Test
    void aThreadThatIsInterruptedIsCancelledAndStaysInterrupted() {
        queue.put(changes(10, 1));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> queue.put(changes(1, 1))).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptLeavesNothingBehind() throws InterruptedException {
        queue.put(changes(10, 1));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> queue.put(changes(1, 1))).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();

        queue.poll(Duration.ZERO);
        assertThat(queue.poll(Duration.ZERO)).isEmpty();
        assertThat(offer(changes(10, 1_000))).isTrue();
    }

    @Test
    void manyThreadsLoseNothingAndKeepTheirOrder() throws InterruptedException {
        int threads = 4;
        int each = 2_000;
        for (int thread = 0; thread < threads; thread++) {
            long first = thread * 1_000_000L;
            new Thread(() -> LongStream.range(first, first + each).forEach(i -> queue.put(heartbeat(i)))).start();
        }
        List<Long> taken = new ArrayList<>();
        while (taken.size() < threads * each) {
            Optional<Produced> next = queue.poll(LONG);
            taken.add(((Heartbeat) ((Notice) next.orElseThrow()).message()).writtenMillis());
        }

        assertThat(taken).doesNotHaveDuplicates();
        assertThat(taken.stream().collect(Collectors.groupingBy(i -> i / 1_000_000)).values()).hasSize(threads)
                .allSatisfy(ofOneThread -> assertThat(ofOneThread).isSorted());
        assertThat(queue.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void whatIsAddedIsCountedAndWhatWaitsIsKnown() throws InterruptedException {
        queue.put(changes(3, 100));
        queue.put(changes(2, 50));

        assertThat(queue.rows()).isEqualTo(5);
        assertThat(queue.bytes()).isEqualTo(150);
        assertThat(counts.lagMillis()).as("since 1970").isPositive();
        queue.poll(LONG);
        queue.poll(LONG);
        queue.put(heartbeat(0));
        assertThat(counts.of(TABLE).events()).isEqualTo(5);
        assertThat(counts.sum(TableCounts::events)).isEqualTo(5);
        assertThat(queue.rows()).isEqualTo(1);
        assertThat(counts.lagMillis()).isZero();
    }

    private boolean offer(Produced produced) {
        return queue.offer(produced, Duration.ofMillis(1));
    }

    private static Produced heartbeat(long number) {
        return new Notice(new Heartbeat(number, Lsn.ZERO), OFFSET);
    }

    private static Produced changes(int rows, long bytes) {
        return new Changes(Collections.nCopies(rows, TRUNCATE), bytes, OFFSET, Moves.EACH, true);
    }
}
