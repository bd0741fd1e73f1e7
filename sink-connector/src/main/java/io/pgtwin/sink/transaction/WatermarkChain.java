package io.pgtwin.sink.transaction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;

/**
 * The watermarks that are not applied yet, in their order, and which of them are complete: every event that they and
 * those before them tell of has arrived. Pure; for one thread.
 *
 * <p>A topic is complete up to a watermark when an event at or above the last position that the watermark names has
 * arrived. Numbers of events would not do: after a restart of the source some come twice. Positions of a topic only
 * grow (invariant B), whatever is sent again, so nothing can be missing below one that has arrived; and no event before
 * {@code lsn} can be in a topic that no watermark of the chain names, as each begins where the one before it ends.
 */
public final class WatermarkChain {
    /** Beyond it watermarks are joined when they arrive, so that a long backlog takes no memory. */
    private static final int MAX_PENDING = 10_000;

    private final BiPredicate<String, Position> hasArrived;
    private final Deque<Pending> complete = new ArrayDeque<>();
    private final Deque<Pending> incomplete = new ArrayDeque<>();
    /** What the first incomplete one waits for, and how much of it was found to be there. */
    private List<Map.Entry<String, TopicMark>> awaited = List.of();
    private int arrived;
    private long completeEvents;
    private long transactions;
    private Lsn end = Lsn.ZERO;

    /** A watermark and the offset of the record that brought it. */
    public record Pending(Watermark watermark, long offset) {
        /** How many events it tells of. */
        public long events() {
            return watermark.topics().values().stream().mapToLong(TopicMark::events).sum();
        }
    }

    /** @param hasArrived whether an event at a position of a topic, or above it, has arrived */
    public WatermarkChain(BiPredicate<String, Position> hasArrived) {
        this.hasArrived = hasArrived;
    }

    /** Forgets all. @param from everything before it is applied */
    public void restart(Lsn from) {
        complete.clear();
        incomplete.clear();
        completeEvents = 0;
        transactions = 0;
        end = from;
        await();
    }

    /** Everything before it is told of. */
    public Lsn end() {
        return end;
    }

    /** Adds the next one, which must begin at or before {@link #end} and end behind it. */
    public void add(Watermark watermark, long offset) {
        end = watermark.lsn();
        transactions += watermark.transactions();
        Pending next = new Pending(watermark, offset);
        if (incomplete.size() >= MAX_PENDING) {
            next = joined(incomplete.removeLast(), next);
        }
        incomplete.add(next);
        if (incomplete.size() == 1) {
            await();
        }
    }

    private static Pending joined(Pending first, Pending second) {
        Watermark one = first.watermark();
        Watermark other = second.watermark();
        Map<String, TopicMark> topics = new HashMap<>(one.topics());
        other.topics().forEach((topic, mark) -> topics.merge(topic, mark, TopicMark::and));
        return new Pending(new Watermark(other.writtenMillis(), one.previous(), other.lsn(),
                other.commitMillis().or(one::commitMillis), one.transactions() + other.transactions(), topics),
                second.offset());
    }

    private void await() {
        Pending first = incomplete.peekFirst();
        awaited = first == null ? List.of() : new ArrayList<>(first.watermark().topics().entrySet());
        arrived = 0;
    }

    /** Looks what has become complete. Costs next to nothing if nothing has. */
    public void look() {
        while (!incomplete.isEmpty()) {
            while (arrived < awaited.size() && hasArrived(awaited.get(arrived))) {
                arrived++;
            }
            if (arrived < awaited.size()) {
                return;
            }
            Pending next = incomplete.removeFirst();
            completeEvents += next.events();
            complete.add(complete.size() < MAX_PENDING ? next : joined(complete.removeLast(), next));
            await();
        }
    }

    /** Whether an event of a topic may make something complete. */
    public boolean awaits(String topic) {
        return arrived < awaited.size() && awaited.get(arrived).getKey().equals(topic);
    }

    /** Some of what had arrived is dropped and will come again: what was complete may be so no more. */
    public void lookAgain() {
        while (!complete.isEmpty()) {
            incomplete.addFirst(complete.removeLast());
        }
        completeEvents = 0;
        await();
    }

    private boolean hasArrived(Map.Entry<String, TopicMark> topic) {
        return hasArrived.test(topic.getKey(), topic.getValue().last());
    }

    public boolean hasComplete() {
        return !complete.isEmpty();
    }

    /** The one before which all are complete and which is not itself; empty if it has not come yet. */
    public Optional<Watermark> firstIncomplete() {
        return Optional.ofNullable(incomplete.peekFirst()).map(Pending::watermark);
    }

    /** The topics of {@link #firstIncomplete} of which events are still missing. */
    public List<String> missing() {
        return awaited.subList(arrived, awaited.size()).stream().filter(topic -> !hasArrived(topic))
                .map(Map.Entry::getKey).toList();
    }

    /** How many events the complete ones tell of. */
    public long completeEvents() {
        return completeEvents;
    }

    /** How many transactions they tell of, complete or not. */
    public long transactions() {
        return transactions;
    }

    /** The complete ones that are applied next, joined to one: the first, and more up to a number of events. */
    public Pending take(long maxEvents) {
        Pending taken = complete.removeFirst();
        while (!complete.isEmpty() && taken.events() + complete.peekFirst().events() <= maxEvents) {
            taken = joined(taken, complete.removeFirst());
        }
        completeEvents -= taken.events();
        transactions -= taken.watermark().transactions();
        return taken;
    }
}
