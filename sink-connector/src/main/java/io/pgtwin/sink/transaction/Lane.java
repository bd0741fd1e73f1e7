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

    /** @param resent whether it is an event that came before; else the record has no value */
    public record Passed(long offset, boolean resent) implements Entry {}

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
        received = event.position();
        bytes += event.bytes();
        entries.add(event);
    }

    public void add(SinkMessage message) {
        entries.add(new Message(message.offset(), message));
    }

    public void pass(boolean resent) {
        entries.add(new Passed(nextOffset - 1, resent));
    }

    /** Hands out, in order, what is not above {@code limit}. @param withMessages else what follows a message stays, too */
    public void drain(Position limit, boolean withMessages, Consumer<Entry> to) {
        while (!entries.isEmpty() && isWithin(entries.peekFirst(), limit, withMessages)) {
            Entry next = entries.removeFirst();
            if (next instanceof Event event) {
                bytes -= event.bytes();
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

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public int size() {
        return entries.size();
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
