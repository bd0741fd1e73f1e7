package io.pgtwin.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.StopSignal;
import io.pgtwin.source.offset.OffsetsInMemory;
import io.pgtwin.source.offset.StoredOffsets;
import io.pgtwin.source.offset.TableOffset;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.Produced;
import io.pgtwin.source.queue.Produced.Barrier;
import io.pgtwin.source.queue.Produced.Notice;
import io.pgtwin.source.queue.SourceCounts;

class LeavingTest {
    private static final TableId ITEMS = new TableId("shop", "items");
    private static final TableId ORDERS = new TableId("shop", "orders");
    private static final Lsn LSN = Lsn.parse("0/100");
    private static final Duration NOW = Duration.ZERO;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Map<Map<String, ?>, Map<String, Object>> stored = new ConcurrentHashMap<>();
    private final EventQueue queue = new EventQueue(10, 10_000, new SourceCounts((table, counts) -> { }));
    private final StopSignal stop = new StopSignal();
    private final Leaving leaving = new Leaving(queue, offsets(), stop);

    @Test
    void itIsStoredBeforeAnythingFollows() throws Exception {
        store(TableOffset.synced(ITEMS, Optional.empty()));
        CompletableFuture<Void> left = leave(ITEMS, ORDERS);
        TableOffset first = taken();
        TableOffset second = taken();
        assertThat(List.of(first, second)).containsExactly(TableOffset.left(ITEMS), TableOffset.left(ORDERS));
        assertThat(queue.poll(SOON)).contains(new Barrier());
        store(first);
        assertThat(left).as("one is not stored").isNotDone();
        store(second);

        left.get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(queue.poll(NOW)).isEmpty();
    }

    @Test
    void whatHasLeftNeedNotBeStored() throws InterruptedException {
        store(TableOffset.left(ITEMS));
        leaving.leave(List.of(ITEMS), LSN);
        leaving.leave(List.of(), LSN);
        assertThat(queue.poll(NOW)).isEmpty();
    }

    @Test
    void aTaskThatStopsDoesNotWait() {
        stop.set();
        assertThatThrownBy(() -> leaving.leave(List.of(ITEMS), LSN)).isInstanceOf(CancellationException.class);
    }

    private CompletableFuture<Void> leave(TableId... tables) {
        return CompletableFuture.runAsync(() -> leaving.leave(List.of(tables), LSN));
    }

    private TableOffset taken() throws InterruptedException {
        Produced produced = queue.poll(SOON).orElseThrow();
        return (TableOffset) ((Notice) produced).offset();
    }

    private void store(TableOffset offset) {
        stored.put(offset.partitionIn("sync"), Map.copyOf(offset.toMap()));
    }

    private StoredOffsets offsets() {
        return new StoredOffsets(new OffsetsInMemory(stored), "sync");
    }
}
