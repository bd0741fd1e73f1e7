package io.pgtwin.sink.gathering;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ControlMessage;
import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.Text;
import io.pgtwin.sink.gathering.CopyEnd.CopiedRow;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.batch.SinkBlock;
import io.pgtwin.sink.batch.SinkEvent;
import io.pgtwin.sink.batch.SinkMessage;
import io.pgtwin.sink.progress.Advance;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.progress.TargetState;

/**
 * Collects records into the next batch and leaves out what the target has or will have already. Tables advance by
 * themselves: what has come is in the next batch. For the task thread.
 */
public final class Gathering implements Gatherer {
    private static final int BYTES_PER_VALUE = 8;

    private final int maxRows;
    private final long maxBytes;
    private final RecordDecoder decoder = new RecordDecoder();

    /** How far the target will have come when every batch that was taken is applied. */
    private final Map<TopicPartition, Progress> reached = new HashMap<>();
    private final Partitions partitions = new Partitions();
    private Batch batch = new Batch();
    private long sinceNanos;

    public Gathering(int maxRows, long maxBytes) {
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
    }

    @Override
    public void restart(TargetState target) {
        clear();
        reached.putAll(target.progress());
    }

    @Override
    public void clear() {
        batch = new Batch();
    }

    @Override
    public void forget(Set<TopicPartition> partitions) {
        reached.keySet().removeAll(partitions);
    }

    @Override
    public boolean mayBeJoined() {
        return true;
    }

    @Override
    public boolean join(Map<TopicPartition, Progress> progress) {
        reached.putAll(progress);
        return true;
    }

    @Override
    public void hold(Set<TopicPartition> partitions) {
        batch = batch.without(partitions);
        forget(partitions);
    }

    @Override
    public void goOn(Map<TopicPartition, Progress> progress) {
        reached.putAll(progress);
    }

    @Override
    public Map<TopicPartition, Progress> reached() {
        return Map.copyOf(reached);
    }

    @Override
    public void add(SinkRecord record) {
        TopicPartition partition = partitions.of(record);
        long offset = record.originalKafkaOffset();
        Progress before = reached.get(partition);
        if (before == null) {
            return;
        }
        before.requireNotPast(partition, offset);
        if (batch.isEmpty()) {
            sinceNanos = System.nanoTime();
        }
        Advance advance = batch.advance(partition, before);
        if (offset >= advance.nextOffset()) {
            add(decoder.decode(record), advance, offset);
        }
    }

    private void add(RecordDecoder.Decoded decoded, Advance advance, long offset) {
        if (decoded instanceof RecordDecoder.Change change) {
            add(change.event(), advance, offset);
            return;
        }
        if (decoded instanceof RecordDecoder.Block block) {
            add(block.block(), advance, offset);
            return;
        }
        if (decoded instanceof RecordDecoder.Control control) {
            add(control.message(), advance, offset);
            return;
        }
        advance.passed(offset);
        batch.addEmpty(advance);
    }

    private void add(ControlMessage message, Advance advance, long offset) {
        advance.heard(offset, message);
        batch.add(new SinkMessage(message, advance.partition(), offset), advance);
    }

    /** As for a single event: a block is applied as a whole or not at all. */
    private void add(CopyBlock block, Advance advance, long offset) {
        if (!block.position().isAfter(advance.position())) {
            advance.passed(offset);
            batch.addResent(advance);
            return;
        }
        advance.applied(offset, block);
        batch.add(new SinkBlock(block, advance.partition(), offset), advance, block.data().length);
    }

    /** Invariant B: a position that is not above the last one belongs to an event that was applied before. */
    private void add(ChangeEvent event, Advance advance, long offset) {
        if (!event.position().isAfter(advance.position())) {
            advance.passed(offset);
            batch.addResent(advance);
            return;
        }
        advance.applied(offset, event);
        batch.add(new SinkEvent(event, advance.partition(), offset), advance, bytes(event));
    }

    /** About how much memory its values take. */
    static long bytes(ChangeEvent event) {
        return event.before().map(Gathering::bytes).orElse(0L) + event.after().map(Gathering::bytes).orElse(0L);
    }

    private static long bytes(Row row) {
        long bytes = 0;
        for (int i = 0; i < row.size(); i++) {
            bytes += row.isNull(i) || row.isUnchanged(i) ? 0 : bytes(row.value(i));
        }
        return bytes;
    }

    private static long bytes(Object value) {
        if (value instanceof Text text) {
            return text.length();
        }
        return value instanceof byte[] bytes ? bytes.length : BYTES_PER_VALUE;
    }

    @Override
    public boolean isEmpty() {
        return batch.isEmpty();
    }

    @Override
    public boolean isFull() {
        return batch.records() >= maxRows || batch.bytes() >= maxBytes;
    }

    @Override
    public long ageMillis() {
        return (System.nanoTime() - sinceNanos) / 1_000_000;
    }

    @Override
    public Set<TopicPartition> ahead(Set<TopicPartition> assigned) {
        return isFull() ? assigned : Set.of();
    }

    @Override
    public boolean isDivisible() {
        return true;
    }

    /** The position of the last event that came of a partition; empty if nothing may come of it. */
    Optional<Position> received(TopicPartition partition) {
        return Optional.ofNullable(reached.get(partition))
                .map(before -> batch.known(partition).map(Advance::position).orElse(before.position()));
    }

    /** Copied rows that are the last thing that came of their partitions. */
    Stream<CopiedRow> lastCopiedRows() {
        return reached.keySet().stream().flatMap(partition -> received(partition).filter(Position::isOfCopiedRow)
                .map(position -> new CopiedRow(partition.topic(), position)).stream());
    }

    @Override
    public Batch take() {
        Batch taken = batch;
        taken.advances().forEach(advance -> reached.put(advance.partition(), advance.reached()));
        batch = new Batch();
        return taken;
    }
}
