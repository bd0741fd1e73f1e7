package io.pgtwin.source.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.queue.Produced.Moves;
import io.pgtwin.source.queue.Produced;
import io.pgtwin.source.queue.Produced.Changes;
import io.pgtwin.source.queue.Produced.Completed;
import io.pgtwin.source.queue.Produced.Mark;
import io.pgtwin.source.queue.Produced.Notice;

/**
 * Gathers changes and queues them in batches, with watermarks between them, each with the offset that is stored when it
 * is in Kafka. For one thread.
 *
 * <p>{@code produced} is the position of the last thing queued. Without watermarks it is what is stored. With them, an
 * offset between two watermarks is stored only at the end of a batch, together with what was written since the first of
 * the two: a restart goes on there, and the next watermark tells of all of it. Otherwise there would be events of which
 * no watermark ever tells, and a sink could not know that it lacks them. During a catch-up the stored offset stands
 * still: the first watermark tells of every change since the copy began, so they come again.
 */
final class ChangeBatches {
    private static final long MAX_BYTES = 1 << 20;
    /** Between watermarks that tell only that nothing has come. */
    private static final long IDLE_MARK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Watermarks watermarks;
    private final int maxEvents;
    private final Consumer<Produced> queue;
    private final Boundary boundary = new Boundary();

    private SourceOffset produced;
    private SourceOffset marked;
    private ChangeAssembler assembler;
    private UnaryOperator<ChangeEvent> completion = UnaryOperator.identity();
    private boolean catchesUp;
    private List<ChangeEvent> events = new ArrayList<>();
    private long bytes;
    private boolean endsWithinCommit;
    private long lastProducedNanos;
    private long lastMarkNanos;

    /**
     * @param start after which changes are produced; stored, or about to be stored
     * @param maxEvents of a batch
     */
    ChangeBatches(SourceOffset start, Watermarks watermarks, int maxEvents, Consumer<Produced> queue) {
        this.produced = start;
        this.marked = start.atWatermark();
        this.watermarks = watermarks;
        this.maxEvents = maxEvents;
        this.queue = queue;
    }

    /** A connection begins; what was gathered and not queued will come again. */
    void follow(ChangeAssembler next) {
        assembler = next;
        events = new ArrayList<>();
        bytes = 0;
        boundary.forget();
    }

    /**
     * The same for changes that are queued before the rest of a copy.
     *
     * @param completion adds to some what is missing
     */
    void catchUp(ChangeAssembler next, UnaryOperator<ChangeEvent> completion) {
        follow(next);
        this.completion = completion;
        catchesUp = true;
    }

    /** Up to where everything was queued. */
    SourceOffset produced() {
        return produced;
    }

    /** The same position, as the server at hand has it in its history. */
    void standsOn(SourceOffset confirmed) {
        produced = confirmed;
        confirmed.timeline().ifPresent(timeline -> marked = marked.on(timeline));
    }

    /** To be added to; {@link #added} must follow. */
    List<ChangeEvent> gathered() {
        return events;
    }

    /** @param ended whether a transaction is complete now */
    void added(long messageBytes, boolean ended) {
        bytes += messageBytes;
        if (ended) {
            transactionEnds();
        }
        if (events.size() >= maxEvents || bytes >= MAX_BYTES) {
            flush();
        }
    }

    private void transactionEnds() {
        boundary.transactionEnds(assembler, events.size(), bytes);
        if (marks() && watermarks == Watermarks.PER_COMMIT) {
            flush();
        } else if (!marks() && endsWithinCommit && events.isEmpty()) {
            endsWithinCommit = false;
            queue.accept(new Completed());
        }
    }

    private boolean hasWatermarks() {
        return watermarks != Watermarks.NONE;
    }

    private boolean marks() {
        return hasWatermarks() && !catchesUp;
    }

    /** Queues what was gathered. What lies behind the last complete transaction comes after its watermark. */
    void flush() {
        int whole = boundary.events();
        if (mayMark()) {
            queue(events.subList(0, whole), boundary.bytes(), false);
            if (produced.position().isAfter(marked.position())) {
                mark(boundary.lsn(), Optional.of(boundary.commitMillis()));
            }
            queue(events.subList(whole, events.size()), bytes - boundary.bytes(), false);
        } else {
            queue(events, bytes, !marks() && whole == events.size());
        }
        events = new ArrayList<>();
        bytes = 0;
        boundary.handedOn();
    }

    /** Not any more behind the beginning of another transaction: the watermark would seem to tell of that, too. */
    private boolean mayMark() {
        return marks() && boundary.lsn().isAfter(marked.position().commitLsn())
                && !produced.position().isAfter(Position.upTo(boundary.lsn()));
    }

    private void queue(List<ChangeEvent> next, long size, boolean complete) {
        if (next.isEmpty()) {
            return;
        }
        SourceOffset base = hasWatermarks() ? marked : produced;
        produced = produced.at(next.get(next.size() - 1).position());
        lastProducedNanos = System.nanoTime();
        endsWithinCommit = !complete;
        queue.accept(new Changes(next.stream().map(completion).toList(), size, base, moves(), complete));
    }

    private Moves moves() {
        if (!hasWatermarks()) {
            return Moves.EACH;
        }
        return catchesUp ? Moves.NONE : Moves.LAST;
    }

    private void mark(Lsn lsn, Optional<Long> commitMillis) {
        Lsn previous = marked.position().commitLsn();
        produced = produced.at(Position.upTo(lsn));
        marked = produced;
        queue.accept(new Mark(previous, lsn, commitMillis, boundary.transactions(), Map.of(), marked));
        boundary.told();
        lastMarkNanos = System.nanoTime();
    }

    boolean hasBeenSilentFor(Duration time) {
        return System.nanoTime() - lastProducedNanos >= time.toNanos();
    }

    /** Says that everything committed before {@code lsn} was queued; stores it. */
    void heartbeat(Lsn lsn) {
        if (hasWatermarks()) {
            moveTo(lsn);
        } else if (Position.upTo(lsn).isAfter(produced.position())) {
            produced = produced.at(Position.upTo(lsn));
        }
        lastProducedNanos = System.nanoTime();
        queue.accept(new Notice(new Heartbeat(System.currentTimeMillis(), lsn), hasWatermarks() ? marked : produced));
    }

    /** Says it with a watermark, if that was not done just now. */
    void idle(Lsn lsn) {
        if (marks() && System.nanoTime() - lastMarkNanos >= IDLE_MARK_NANOS) {
            moveTo(lsn);
        }
    }

    private void moveTo(Lsn lsn) {
        if (Position.upTo(lsn).isAfter(produced.position())) {
            mark(lsn, Optional.empty());
        }
    }
}
