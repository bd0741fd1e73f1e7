package io.pgtwin.sink.batch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.model.TableId;
import io.pgtwin.sink.progress.Advance;
import io.pgtwin.sink.progress.Consistency;
import io.pgtwin.sink.progress.Progress;

/** What one transaction brings into the target. Gathered by the task thread, then handed to the writer for good. */
public final class Batch {
    private final List<SinkItem> items = new ArrayList<>();
    private final List<SinkMessage> messages = new ArrayList<>();
    private final Map<TopicPartition, Advance> advances = new LinkedHashMap<>();
    private int records;
    private long bytes;
    private int resent;
    private Optional<Consistency> consistency = Optional.empty();
    private boolean open;
    private long transactions;

    /** @param believed what the target has when this batch's turn comes; used if the partition is new in the batch */
    public Advance advance(TopicPartition partition, Progress believed) {
        return advances.computeIfAbsent(partition, it -> new Advance(it, believed));
    }

    /**
     * @param advance that of the item's partition
     * @param estimatedBytes about how much memory it takes
     */
    public void add(SinkItem item, Advance advance, long estimatedBytes) {
        items.add(item);
        advance.counted(estimatedBytes);
        bytes += estimatedBytes;
        records++;
    }

    public void add(SinkMessage message, Advance advance) {
        messages.add(message);
        addEmpty(advance);
    }

    /** Counts an event that was applied before. */
    public void addResent(Advance advance) {
        advance.countedResent();
        resent++;
        records++;
    }

    /** Counts a record without a value. */
    public void addEmpty(Advance advance) {
        advance.counted(0);
        records++;
    }

    /** What of a partition is in the batch. */
    public Optional<Advance> known(TopicPartition partition) {
        return Optional.ofNullable(advances.get(partition));
    }

    /** Says what the target's tables are to each other when the batch is committed. */
    public void bring(Consistency then) {
        consistency = Optional.of(then);
    }

    /** What the target's tables are to each other when the batch is committed; empty where nobody asks. */
    public Optional<Consistency> consistency() {
        return consistency;
    }

    /** Says how many transactions of the source are in the target when the batch is committed that are not before. */
    public void completes(long transactionsOfSource) {
        transactions = transactionsOfSource;
    }

    /** How many transactions of the source it completes; 0 where nobody tells. */
    public long transactions() {
        return transactions;
    }

    /** Leaves the target's transaction open: the next batch goes on with it. */
    public void leaveOpen() {
        open = true;
    }

    /** Whether the target's transaction stays open. */
    public boolean isOpen() {
        return open;
    }

    /** Whether it is applied as a whole or not at all. */
    public boolean isWhole() {
        return open || consistency.filter(it -> it.lsn().isPresent()).isPresent();
    }

    /** The same without what some partitions bring. */
    public Batch without(Set<TopicPartition> partitions) {
        if (advances.keySet().stream().noneMatch(partitions::contains)) {
            return this;
        }
        Batch rest = new Batch();
        rest.consistency = consistency;
        items.stream().filter(item -> !partitions.contains(item.partition())).forEach(rest.items::add);
        messages.stream().filter(message -> !partitions.contains(message.partition())).forEach(rest.messages::add);
        advances.values().stream().filter(advance -> !partitions.contains(advance.partition())).forEach(rest::take);
        return rest;
    }

    /** Its first items, at least one, and their partitions' way up to them. */
    public Batch first(int count) {
        Batch beginning = new Batch();
        beginning.consistency = consistency;
        items.subList(0, count).forEach(item -> {
            Advance advance = beginning.advance(item.partition(), advances.get(item.partition()).believed());
            item.move(advance);
            beginning.add(item, advance, 0);
        });
        return beginning;
    }

    /** The same and what another one brings, of other partitions. */
    public Batch with(Batch other) {
        Batch sum = new Batch();
        sum.consistency = consistency.or(() -> other.consistency);
        for (Batch part : List.of(this, other)) {
            sum.items.addAll(part.items);
            sum.messages.addAll(part.messages);
            part.advances.values().forEach(sum::take);
        }
        return sum;
    }

    /** Whether it moves a partition as far as {@code advance} does. */
    public boolean reaches(Advance advance) {
        Advance own = advances.get(advance.partition());
        return own != null && own.nextOffset() >= advance.nextOffset();
    }

    /** What it brings of one partition. */
    public Batch only(TopicPartition partition) {
        Set<TopicPartition> others = new HashSet<>(advances.keySet());
        others.remove(partition);
        return without(others);
    }

    private void take(Advance advance) {
        advances.put(advance.partition(), advance);
        records += advance.records();
        resent += advance.resent();
        bytes += advance.bytes();
    }

    public Set<TopicPartition> partitions() {
        return Set.copyOf(advances.keySet());
    }

    /** The partitions that bring something for a source table. */
    public Set<TopicPartition> partitionsOf(TableId table) {
        return items.stream().filter(item -> item.table().id().equals(table)).map(SinkItem::partition)
                .collect(Collectors.toSet());
    }

    public boolean isEmpty() {
        return advances.isEmpty();
    }

    /** In the order of arrival, which is the order of positions for those of one partition. */
    public List<SinkItem> items() {
        return items;
    }

    public List<SinkMessage> messages() {
        return messages;
    }

    public Collection<Advance> advances() {
        return advances.values();
    }

    /** When the newest thing in the batch was committed or written at the source; empty if nothing tells. */
    public OptionalLong newestMillis() {
        return LongStream.concat(
                advances.values().stream().flatMap(advance -> advance.commitMillis().stream())
                        .mapToLong(Long::longValue),
                messages.stream().mapToLong(sent -> sent.message().writtenMillis())).max();
    }

    /** The first offsets that were expected and did not come; see {@link Advance#gap()}. */
    public Map<TopicPartition, Long> gaps() {
        return advances.values().stream().filter(advance -> advance.gap().isPresent())
                .collect(Collectors.toMap(Advance::partition, advance -> advance.gap().getAsLong()));
    }

    public int records() {
        return records;
    }

    public long bytes() {
        return bytes;
    }

    /** How many events were left out because their position says that they were applied before. */
    public int resent() {
        return resent;
    }
}
