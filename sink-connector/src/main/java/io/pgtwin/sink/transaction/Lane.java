package io.pgtwin.sink.transaction;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.model.Position;
import io.pgtwin.sink.batch.SinkItem;
import io.pgtwin.sink.batch.SinkMessage;
import io.pgtwin.sink.progress.Progress;

/** What has arrived of one partition and waits for its watermark, in its order. For one thread. */
final class Lane {
    private final Deque<Entry> entries = new ArrayDeque<>();
    private Progress taken;
    private Position received;
    private long nextOffset;
    private int events;
    private long bytes;

    /** A record of the partition. */
    sealed interface Entry permits Event, Message, Passed {
        long offset();
    }

    /** @param bytes about how much memory it takes */
    record Event(long offset, SinkItem item, Position position, long bytes) implements Entry {}

    record Message(long offset, SinkMessage message) implements Entry {}

    /**
     * Records one after the other, without a gap, that bring nothing.
     *
     * @param first the offset of the first one
     * @param offset of the last one
     * @param resent how many are events that came before
     * @param empty how many have no value
     */
    record Passed(long first, long offset, int resent, int empty) implements Entry {}

    /** @param target what the target has */
    Lane(Progress target) {
        this.taken = target;
        this.received = target.position();
        this.nextOffset = target.nextOffset();
    }

    /**
     * @return whether the record is new
     * @throws io.pgtwin.common.failure.PgTwinException TOPIC_REPLACED if the target has it already
     */
    boolean meets(TopicPartition partition, long offset) {
        taken.requireNotPast(partition, offset);
        if (offset < nextOffset) {
            return false;
        }
        nextOffset = offset + 1;
        return true;
    }

    void add(SinkItem item, Position position, long estimatedBytes) {
        events++;
        received = position;
        bytes += estimatedBytes;
        entries.add(new Event(nextOffset - 1, item, position, estimatedBytes));
    }

    void add(SinkMessage message) {
        entries.add(new Message(message.offset(), message));
    }

    void passResent() {
        pass(1, 0);
    }

    void passEmpty() {
        pass(0, 1);
    }

    /** However many come one after the other, they take no memory. */
    private void pass(int resent, int empty) {
        long offset = nextOffset - 1;
        if (entries.peekLast() instanceof Passed last && last.offset() == offset - 1) {
            entries.removeLast();
            entries.add(new Passed(last.first(), offset, last.resent() + resent, last.empty() + empty));
        } else {
            entries.add(new Passed(offset, offset, resent, empty));
        }
    }

    /**
     * Hands out, in order, what is not above {@code limit}.
     *
     * @param withMessages else what follows a message stays, too
     */
    void drain(Position limit, boolean withMessages, Consumer<Entry> to) {
        while (!entries.isEmpty() && isWithin(entries.peekFirst(), limit, withMessages)) {
            Entry next = entries.removeFirst();
            if (next instanceof Event event) {
                bytes -= event.bytes();
                events--;
            }
            to.accept(next);
        }
    }

    private static boolean isWithin(Entry next, Position limit, boolean withMessages) {
        if (next instanceof Event event) {
            return !event.position().isAfter(limit);
        }
        return withMessages || next instanceof Passed;
    }

    /** Whether something is next that {@link #drain} would hand out up to {@code limit}. */
    boolean hasEventUpTo(Position limit) {
        return entries.peekFirst() instanceof Event event && !event.position().isAfter(limit);
    }

    Optional<Position> firstWaiting() {
        return entries.stream().filter(Event.class::isInstance).map(entry -> ((Event) entry).position()).findFirst();
    }

    boolean hasMessageNext() {
        return entries.peekFirst() instanceof Message;
    }

    /** How many events wait. */
    int events() {
        return events;
    }

    /** About how much memory the values take. */
    long bytes() {
        return bytes;
    }

    /** The position of the last event that has arrived. */
    Position received() {
        return received;
    }

    /** What the target has once everything is applied that was handed out. */
    Progress taken() {
        return taken;
    }

    void take(Progress reached) {
        taken = reached;
    }

    /** The position of the last applied event; empty where the position is not that of an event. */
    Optional<Position> lastEventTaken() {
        return Optional.of(taken.position()).filter(position -> !Position.upTo(position.commitLsn()).equals(position));
    }
}
