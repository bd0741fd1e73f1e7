package io.pgtwin.source.stream;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.pg.Retry;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.StopSignal;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.pgoutput.MalformedMessageException;
import io.pgtwin.source.pgoutput.PgOutputDecoder;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.Produced;
import io.pgtwin.source.queue.Produced.Changes;
import io.pgtwin.source.queue.Produced.Mark;
import io.pgtwin.source.queue.Produced.Notice;

/**
 * Reads the slot, decodes it and queues the changes; comes back by itself when the connection is lost.
 *
 * <p>{@code produced} is the position of the last thing queued. It is where a new connection goes on: the server sends again
 * what was not confirmed, and what is not after {@code produced} is left out. The slot's confirmed position follows only
 * what {@link #confirm} is given (invariant A). When the selected tables are idle, heartbeats carry the stored offset and
 * after it the confirmed position forward (invariant C).
 *
 * <p>With watermarks, the stored offset moves only with them, also within long transactions. So a restart begins just where
 * a watermark that is in Kafka ends, and the next one tells of every event since. If it moved with every event, a restart
 * could begin behind events of which no watermark ever told, and a sink could not know that it lacks them.
 *
 * <p>{@link #run} is one thread's; {@link #confirm} may come from any.
 */
public final class StreamReader {
    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);

    private static final int MAX_EVENTS = 1_000;
    private static final long MAX_BYTES = 1 << 20;
    private static final long IDLE_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long ASKING_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration QUEUE_WAIT = Duration.ofSeconds(1);
    /** Between watermarks that tell only that nothing has come. */
    private static final long IDLE_MARK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Sessions sessions;
    private final StreamSettings settings;
    private final Relations relations;
    private final PgOutputDecoder decoder = new PgOutputDecoder();
    private final EventQueue queue;
    private final Retry retry;
    private final StopSignal stop;
    private final AtomicReference<Lsn> confirmed;

    private final Boundary boundary = new Boundary();

    private SourceOffset produced;
    private SourceOffset marked;
    private ReplicationStream stream;
    private ChangeAssembler assembler;
    private List<ChangeEvent> events = new ArrayList<>();
    private long eventBytes;
    private long lastProducedNanos;
    private long lastMarkNanos;

    /** @param start what is stored or about to be stored; its copy is complete */
    public StreamReader(Sessions sessions, StreamSettings settings, SyncedTables tables, SourceOffset start,
            EventQueue queue, Retry retry, StopSignal stop) {
        this.sessions = sessions;
        this.settings = settings;
        this.relations = tables.relations();
        this.produced = start;
        this.marked = start;
        this.confirmed = new AtomicReference<>(start.confirmable());
        this.queue = queue;
        this.retry = retry;
        this.stop = stop;
    }

    /** Connect has stored this offset: the slot may move up to it. */
    public void confirm(Lsn lsn) {
        confirmed.accumulateAndGet(lsn, (a, b) -> a.isAfter(b) ? a : b);
    }

    /**
     * Follows the slot until the task stops.
     *
     * @throws PgTwinException when something fails that may not be retried, or for too long
     */
    public void run() {
        heartbeat(produced.position().commitLsn()); // stores that the copy is complete
        retry.keep("Replication stream of slot '" + settings.slot() + "'", working -> {
            try (ReplicationStream opened = open()) {
                LOG.info("Streaming from slot '{}' at {}", settings.slot(), confirmed.get());
                working.run();
                follow(opened);
            }
        });
    }

    private ReplicationStream open() {
        return ReplicationStream.open(sessions, settings.slot(), settings.publication(), confirmed.get(),
                settings.statusInterval());
    }

    /**
     * Queues what was committed before {@code end} and returns: changes that a copy under a later snapshot has in its rows, but
     * that an interrupted one before it may not have. What follows is left to a reader that starts there.
     *
     * @throws CancellationException if the task stops
     */
    public void catchUp(Lsn end) {
        try (ReplicationStream opened = open()) {
            LOG.info("Catching up in slot '{}' from {} to {}", settings.slot(), confirmed.get(), end);
            start(opened, end);
            while (!assembler.hasReached(end, stream.received())) {
                if (stop.isSet()) {
                    throw new CancellationException("the task stops");
                }
                stream.read().ifPresentOrElse(this::add, this::askForProgress);
            }
            flush();
        }
    }

    private void follow(ReplicationStream opened) {
        start(opened, Lsn.ZERO);
        while (!stop.isSet()) {
            stream.read().ifPresentOrElse(this::add, this::idle);
        }
    }

    private void start(ReplicationStream opened, Lsn catchUpTo) {
        stream = opened;
        assembler = new ChangeAssembler(relations, catchUpTo, produced.position());
        events = new ArrayList<>();
        eventBytes = 0;
        boundary.forget();
    }

    /** The server answers with how far it has looked. */
    private void askForProgress() {
        stream.reportStatus();
        LockSupport.parkNanos(ASKING_WAIT_NANOS);
    }

    private void add(ByteBuffer message) {
        eventBytes += message.remaining();
        boolean wasInTransaction = assembler.isInTransaction();
        try {
            assembler.add(decoder.decode(message), stream.received(), events);
        } catch (MalformedMessageException e) {
            throw new PgTwinException(FailureKind.STREAM_MALFORMED, e.getMessage(), e);
        } catch (PgTwinException e) {
            flush(); // what came before the failure is good
            throw e;
        }
        if (wasInTransaction && !assembler.isInTransaction()) {
            boundary.transactionEnds(assembler, events.size(), eventBytes);
        }
        if (events.size() >= MAX_EVENTS || eventBytes >= MAX_BYTES) {
            flush();
        }
    }

    private void idle() {
        flush();
        stream.confirm(confirmed.get());
        if (System.nanoTime() - lastProducedNanos >= settings.heartbeatInterval().toNanos()) {
            heartbeat(completeUpTo());
        } else if (!assembler.isInTransaction() && System.nanoTime() - lastMarkNanos >= IDLE_MARK_NANOS) {
            moveTo(stream.received());
        }
        LockSupport.parkNanos(IDLE_WAIT_NANOS);
    }

    /** Everything committed below this has been queued. */
    private Lsn completeUpTo() {
        Lsn reached = assembler.isInTransaction() ? assembler.completeUpTo() : stream.received();
        return reached.isAfter(produced.position().commitLsn()) ? reached : produced.position().commitLsn();
    }

    private void heartbeat(Lsn lsn) {
        if (settings.watermarks()) {
            moveTo(lsn);
        } else if (Position.upTo(lsn).isAfter(produced.position())) {
            produced = produced.at(Position.upTo(lsn));
        }
        lastProducedNanos = System.nanoTime();
        offer(new Notice(new Heartbeat(System.currentTimeMillis(), lsn), settings.watermarks() ? marked : produced));
    }

    /** Says that nothing is missing below {@code lsn}, although no transaction ends there. */
    private void moveTo(Lsn lsn) {
        if (settings.watermarks() && Position.upTo(lsn).isAfter(produced.position())) {
            mark(lsn, Optional.empty());
        }
    }

    private void mark(Lsn lsn, Optional<Long> commitMillis) {
        Lsn previous = marked.position().commitLsn();
        produced = produced.at(Position.upTo(lsn));
        marked = produced;
        offer(new Mark(previous, lsn, commitMillis, boundary.transactions(), marked));
        boundary.told();
        lastMarkNanos = System.nanoTime();
    }

    /** What lies behind the last complete transaction comes after its watermark. */
    private void flush() {
        int complete = boundary.events();
        if (settings.watermarks() && boundary.lsn().isAfter(marked.position().commitLsn())) {
            offer(events.subList(0, complete), boundary.bytes(), false);
            if (produced.position().isAfter(marked.position())) {
                mark(boundary.lsn(), Optional.of(boundary.commitMillis()));
            }
            offer(events.subList(complete, events.size()), eventBytes - boundary.bytes(), false);
        } else {
            offer(events, eventBytes, !settings.watermarks());
        }
        events = new ArrayList<>();
        eventBytes = 0;
        boundary.handedOn();
    }

    private void offer(List<ChangeEvent> next, long bytes, boolean movesOffset) {
        if (!next.isEmpty()) {
            SourceOffset base = movesOffset ? produced : marked;
            produced = produced.at(next.get(next.size() - 1).position());
            lastProducedNanos = System.nanoTime();
            offer(new Changes(List.copyOf(next), bytes, base, movesOffset));
        }
    }

    /** Waits for room without falling silent: the server ends a connection that it does not hear from. */
    private void offer(Produced next) {
        while (!queue.offer(next, QUEUE_WAIT)) {
            if (stream != null) {
                stream.confirm(confirmed.get());
                stream.reportStatus();
            }
        }
    }
}
