package io.pgtwin.sink.transaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.model.Position;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.batch.SinkItem;
import io.pgtwin.sink.batch.SinkMessage;
import io.pgtwin.sink.progress.Advance;
import io.pgtwin.sink.progress.Progress;

/** The events of all partitions that wait for their watermark, one lane for each. For one thread. */
public final class Lanes {
    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    private long rows;
    private long bytes;

    /** @param progress what the target has */
    public void begin(Map<TopicPartition, Progress> progress) {
        lanes.clear();
        progress.forEach((partition, at) -> lanes.put(partition, new Lane(at)));
        rows = 0;
        bytes = 0;
    }

    /** Forgets what waits; what was taken stays taken. */
    public void clear() {
        begin(taken());
    }

    public void forget(Set<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            Lane lane = lanes.remove(partition);
            rows -= lane == null ? 0 : lane.events();
            bytes -= lane == null ? 0 : lane.bytes();
        });
    }

    public boolean has(TopicPartition partition) {
        return lanes.containsKey(partition);
    }

    /**
     * @return whether a record is new, and of a partition that there is
     * @throws io.pgtwin.common.failure.PgTwinException TOPIC_REPLACED if the target has it already
     */
    public boolean meet(TopicPartition partition, long offset) {
        return has(partition) && lanes.get(partition).meets(partition, offset);
    }

    /** Adds what the last record brought that was met. @param estimatedBytes about how much memory it takes */
    public void add(SinkItem item, Position position, long estimatedBytes) {
        lanes.get(item.partition()).add(item, position, estimatedBytes);
        rows++;
        bytes += estimatedBytes;
    }

    public void add(SinkMessage message) {
        lanes.get(message.partition()).add(message);
    }

    public void passResent(TopicPartition partition) {
        lanes.get(partition).passResent();
    }

    public void passEmpty(TopicPartition partition) {
        lanes.get(partition).passEmpty();
    }

    /** How many events wait. */
    public long rows() {
        return rows;
    }

    /** About how much memory their values take. */
    public long bytes() {
        return bytes;
    }

    /** What the target has once everything is applied that was taken. */
    public Map<TopicPartition, Progress> taken() {
        return lanes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, lane -> lane.getValue().taken()));
    }

    public Progress taken(TopicPartition partition) {
        return lanes.get(partition).taken();
    }

    /** The position of the last event that was taken of any partition. */
    public Position lastTaken() {
        return lanes.values().stream().flatMap(lane -> lane.lastEventTaken().stream()).max(Comparator.naturalOrder())
                .orElse(Position.START);
    }

    /** The position of the last event that has come; empty for a partition that there is not. */
    public Optional<Position> received(TopicPartition partition) {
        return Optional.ofNullable(lanes.get(partition)).map(Lane::received);
    }

    /** The position of the first event that waits, in the order of the source. */
    public Optional<Position> firstWaiting() {
        return lanes.values().stream().flatMap(lane -> lane.firstWaiting().stream()).min(Comparator.naturalOrder());
    }

    public boolean haveEventUpTo(Position limit) {
        return lanes.values().stream().anyMatch(lane -> lane.hasEventUpTo(limit));
    }

    public boolean haveMessageNext() {
        return lanes.values().stream().anyMatch(Lane::hasMessageNext);
    }

    /** Partitions with events of which enough has come. @param limit what is above it is enough; empty: anything */
    public Set<TopicPartition> ahead(Optional<Position> limit) {
        return lanes.entrySet().stream().filter(lane -> lane.getValue().events() > 0)
                .filter(lane -> limit.isEmpty() || lane.getValue().received().isAfter(limit.get()))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** Partitions with at least their share of what may wait altogether; at least one if that is reached. */
    public Set<TopicPartition> fullest(long maxRows, long maxBytes) {
        List<Map.Entry<TopicPartition, Lane>> waiting =
                lanes.entrySet().stream().filter(lane -> lane.getValue().events() > 0).toList();
        return waiting.stream().filter(lane -> lane.getValue().events() * (long) waiting.size() >= maxRows
                || lane.getValue().bytes() * waiting.size() >= maxBytes).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * Takes what is not above {@code limit}, in the order of the source, because what refers to each other may need
     * that.
     *
     * @param withMessages else what follows a message stays, too
     */
    public void take(Position limit, boolean withMessages, Batch into) {
        List<Lane.Event> events = new ArrayList<>();
        lanes.forEach((partition, lane) -> {
            lane.drain(limit, withMessages, entry -> {
                Advance advance = into.advance(partition, lane.taken());
                if (entry instanceof Lane.Event event) {
                    event.item().move(advance);
                    events.add(event);
                } else if (entry instanceof Lane.Message message) {
                    advance.heard(message.offset(), message.message().message());
                    into.add(message.message(), advance);
                } else {
                    pass((Lane.Passed) entry, advance, into);
                }
            });
        });
        events.sort(Comparator.comparing(Lane.Event::position));
        for (Lane.Event event : events) {
            into.add(event.item(), into.known(event.item().partition()).orElseThrow(), event.bytes());
            rows--;
            bytes -= event.bytes();
        }
    }

    private static void pass(Lane.Passed passed, Advance advance, Batch into) {
        advance.passed(passed.first(), passed.offset());
        for (int i = 0; i < passed.resent(); i++) {
            into.addResent(advance);
        }
        for (int i = 0; i < passed.empty(); i++) {
            into.addEmpty(advance);
        }
    }

    /** A batch that was taken is complete. */
    public void taken(Batch batch) {
        batch.advances().forEach(advance -> lanes.get(advance.partition()).take(advance.reached()));
    }
}
