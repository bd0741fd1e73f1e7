package io.pgtwin.sink.batch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.model.ControlMessage;
import io.pgtwin.sink.progress.Advance;
import io.pgtwin.sink.progress.Progress;

/** What one transaction brings into the target. Gathered by the task thread, then handed to the writer for good. */
public final class Batch {
    private final List<SinkItem> items = new ArrayList<>();
    private final List<ControlMessage> messages = new ArrayList<>();
    private final Map<TopicPartition, Advance> advances = new LinkedHashMap<>();
    private int records;
    private long bytes;
    private int resent;

    /** @param believed what the target has when this batch's turn comes; used if the partition is new in the batch */
    public Advance advance(TopicPartition partition, Progress believed) {
        return advances.computeIfAbsent(partition, it -> new Advance(it, believed));
    }

    /** @param estimatedBytes about how much memory it takes */
    public void add(SinkItem item, long estimatedBytes) {
        items.add(item);
        bytes += estimatedBytes;
        records++;
    }

    public void add(ControlMessage message) {
        messages.add(message);
        records++;
    }

    /** Counts an event that was applied before. */
    public void addResent() {
        resent++;
        records++;
    }

    /** Counts a record without a value. */
    public void addEmpty() {
        records++;
    }

    public boolean isEmpty() {
        return advances.isEmpty();
    }

    /** In the order of arrival, which is the order of positions for those of one partition. */
    public List<SinkItem> items() {
        return items;
    }

    public List<ControlMessage> messages() {
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
                messages.stream().mapToLong(ControlMessage::writtenMillis)).max();
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
