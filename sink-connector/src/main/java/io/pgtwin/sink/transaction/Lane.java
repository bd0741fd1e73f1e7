package io.pgtwin.sink.transaction;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.Position;
import io.pgtwin.sink.batch.SinkBlock;
import io.pgtwin.sink.batch.SinkEvent;
import io.pgtwin.sink.batch.SinkItem;
import io.pgtwin.sink.batch.SinkMessage;
import io.pgtwin.sink.progress.Advance;
import io.pgtwin.sink.progress.Progress;

/** What has arrived of one partition and waits for its watermark, in its order. For one thread. */
public final class Lane {
    private final Deque<Entry> entries = new ArrayDeque<>();
    private Progress taken;
    private Position received;
    private long nextOffset;
    private int events;
    private long bytes;

    /** A record of the partition. */
    public sealed interface Entry permits Event, Message, Passed {
        long offset();
    }

    /** @param bytes about how much memory it takes */
    public record Event(long offset, SinkItem item, Position position, long bytes) implements Entry {
        /** Tells a partition's advance of it. */
        public void move(Advance advance) {
            if (item instanceof SinkEvent event) {
                advance.applied(offset, event.change());
            } else {
                advance.applied(offset, ((SinkBlock) item).block());
            }
        }
    }

    public record Message(long offset, SinkMessage message) implements Entry {}

    /**
     * Records one after the other that bring nothing.
     *
     * @param offset of the last one
     * @param resent how many are events that came before
     * @param empty how many have no value
     */
    public record Passed(long offset, int resent, int empty) implements Entry {}

    /** @param target what the target has */
    public Lane(Progress target) {
        this.taken = target;
        this.received = target.position();
        this.nextOffset = target.nextOffset();
    }

    /** @return whether the record is new */
    public boolean meets(long offset) {
        if (offset < nextOffset) {
            return false;
        }
        nextOffset = offset + 1;
        return true;
    }

    public void add(ChangeEvent event, SinkItem item, long estimatedBytes) {
        add(new Event(nextOffset - 1, item, event.position(), estimatedBytes));
    }

    public void add(CopyBlock block, SinkItem item) {
        add(new Event(nextOffset - 1, item, block.position(), block.data().length));
    }

    private void add(Event event) {
        events++;
        received = event.position();
        bytes += event.bytes();
        entries.add(event);
    }

    public void add(SinkMessage message) {
        entries.add(new Message(message.offset(), message));
    }

    public void passResent() {
        pass(1, 0);
    }

    public void passEmpty() {
        pass(0, 1);
    }

    /** However many come one after the other, they take no memory. */
    private void pass(int resent, int empty) {
        Passed before = entries.peekLast() instanceof Passed last ? last : new Passed(0, 0, 0);
        if (entries.peekLast() instanceof Passed) {
            entries.removeLast();
        }
        entries.add(new Passed(nextOffset - 1, before.resent() + resent, before.empty() + empty));
    }

    /** Hands out, in order, what is not above {@code limit}. @param withMessages else what follows a message stays, too */
    public void drain(Position limit, boolean withMessages, Consumer<Entry> to) {
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
    public boolean hasEventUpTo(Position limit) {
        return entries.peekFirst() instanceof Event event && !event.position().isAfter(limit);
    }

    public boolean hasMessageNext() {
        return entries.peekFirst() instanceof Message;
    }

    /** How many events wait. */
    public int events() {
        return events;
    }

    /** About how much memory the values take. */
    public long bytes() {
        return bytes;
    }

    /** The position of the last event that has arrived. */
    public Position received() {
        return received;
    }

    /** What the target has once everything is applied that was handed out. */
    public Progress taken() {
        return taken;
    }

    public void take(Progress reached) {
        taken = reached;
    }

    /** The position of the last applied event; empty where the position is not that of an event. */
    public Optional<Position> lastEventTaken() {
        return Optional.of(taken.position()).filter(position -> !Position.upTo(position.commitLsn()).equals(position));
    }
}
