package io.pgtwin.source.stream;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Retry;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.StopSignal;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.offset.TableOffset;
import io.pgtwin.source.pgoutput.MalformedMessageException;
import io.pgtwin.source.pgoutput.PgOutputDecoder;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.Produced;
import io.pgtwin.source.queue.Produced.Notice;

/**
 * Reads the slot, decodes it and queues the changes; comes back by itself when the connection is lost.
 *
 * <p>A new connection goes on where the last thing was queued: the server sends again what was not confirmed, and what
 * is not after {@link ChangeBatches#produced} is left out. The slot's confirmed position follows only
 * what {@link #confirm} is given (invariant A). When the selected tables are idle, heartbeats carry the stored offset
 * and after it the confirmed position forward (invariant C).
 *
 * <p>{@link #run} is one thread's; {@link #confirm} may come from any.
 */
public final class StreamReader {
    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);

    private static final long IDLE_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long ASKING_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration QUEUE_WAIT = Duration.ofSeconds(1);

    private final Sessions sessions;
    private final StreamSettings settings;
    private final Relations relations;
    private final Continuity continuity;
    private final RetainedWal retainedWal;
    private final PgOutputDecoder decoder = new PgOutputDecoder();
    private final EventQueue queue;
    private final Retry retry;
    private final StopSignal stop;
    private final AtomicReference<Lsn> confirmed;

    private final ChangeBatches batches;

    private ReplicationStream stream;
    private ChangeAssembler assembler;
    private long lastLookNanos;

    /**
     * @param start after which changes are produced; stored, or about to be stored
     * @param stored what the slot may forget by what is stored now, which may be less (invariant A)
     */
    public StreamReader(Sessions sessions, StreamSettings settings, SyncedTables tables, SourceOffset start, Lsn stored,
            EventQueue queue, Retry retry, StopSignal stop) {
        this.sessions = sessions;
        this.settings = settings;
        this.relations = tables.relations();
        this.retainedWal = new RetainedWal(settings.slot(), settings.wal());
        this.continuity = new Continuity(sessions, settings, tables.tables().stream().map(SourceTable::id).toList(),
                tables.published());
        this.batches = new ChangeBatches(start, settings.watermarks(), settings.maxEvents(), this::offer);
        this.confirmed = new AtomicReference<>(stored);
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
        batches.heartbeat(produced().commitLsn()); // stores that the copy is complete
        try (continuity) {
            keepFollowing();
        }
    }

    private void keepFollowing() {
        retry.keep("Replication stream of slot '" + settings.slot() + "'", working -> {
            try (ReplicationStream opened = open()) {
                LOG.info("Streaming from slot '{}' at {}", settings.slot(), confirmed.get());
                working.run();
                follow(opened);
            } catch (PgTwinException e) {
                requireContinuityAfter(e);
                throw e;
            }
        });
    }

    /** @throws PgTwinException if going on would be a gap */
    private ReplicationStream open() {
        requireContinuity();
        ReplicationStream opened = ReplicationStream.open(sessions, settings.slot(), settings.publication(),
                confirmed.get(),
                settings.statusInterval());
        try {
            continuity.requireSlot(batches.produced());
        } catch (PgTwinException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    private void requireContinuity() {
        batches.standsOn(continuity.require(batches.produced()));
        requirePublished();
        lastLookNanos = System.nanoTime();
    }

    /** What the server says of a slot or publication that is gone is less than what we know. */
    private void requireContinuityAfter(PgTwinException failure) {
        if (failure.kind() == FailureKind.TYPE_MISSING || failure.kind() == FailureKind.UNEXPECTED) {
            requireContinuity();
        }
    }

    /**
     * Stores that the tables have left the sync: otherwise it would go on over the gap when they are published again.
     */
    private void requirePublished() {
        Set<TableId> unpublished = continuity.unpublished();
        if (unpublished.isEmpty()) {
            return;
        }
        Heartbeat told = new Heartbeat(System.currentTimeMillis(), produced().commitLsn());
        unpublished.forEach(table -> offer(new Notice(told, TableOffset.left(table))));
        throw new PgTwinException(FailureKind.TABLE_UNPUBLISHED, "Publication '" + settings.publication()
                + "' has lost " + unpublished + ", was made again or lets less pass; changes up to "
                + produced().commitLsn() + " were sent");
    }

    private void limitRetainedWal() {
        Optional<SlotState> slot = continuity.slot();
        long bytes = slot.map(SlotState::retainedBytes).orElse(0L);
        slot.ifPresent(it -> queue.counts().looked(bytes, it.walEnd().bytesAfter(produced().commitLsn())));
        if (retainedWal.isTooMuch(bytes)) {
            stream.close(); // nobody may drop a slot that is being read
            continuity.dropSlot();
            throw new PgTwinException(FailureKind.WAL_LIMIT, "The server kept " + bytes + " bytes of WAL for slot '"
                    + settings.slot() + "', more than slot.retained.max.bytes=" + settings.wal().max());
        }
    }

    /** Now and then; a question that cannot be asked is left to the next time. */
    private void lookAround() {
        if (System.nanoTime() - lastLookNanos < settings.heartbeatInterval().toNanos()) {
            return;
        }
        lastLookNanos = System.nanoTime();
        try {
            requirePublished();
            limitRetainedWal();
        } catch (PgTwinException e) {
            if (!e.isRetriable()) {
                throw e;
            }
            LOG.debug("The source was not asked: {}", e.getMessage());
        }
    }

    /**
     * Queues what was committed before the end of {@code catchUp} and returns: changes that a copy under a later
     * snapshot has in its rows, but that an interrupted one before it may not have. What follows is left to a reader
     * that starts there.
     *
     * @throws CancellationException if the task stops
     */
    public void catchUp(CatchUp catchUp) {
        Lsn end = catchUp.end();
        try (continuity; ReplicationStream opened = open()) {
            LOG.info("Catching up in slot '{}' from {} to {}", settings.slot(), confirmed.get(), end);
            start(opened, catchUp);
            batches.catchUp(assembler, catchUp.completion());
            while (!assembler.hasReached(end, stream.received())) {
                if (stop.isSet()) {
                    throw new CancellationException("the task stops");
                }
                stream.read().ifPresentOrElse(this::add, this::askForProgress);
            }
            batches.flush();
        }
    }

    private void follow(ReplicationStream opened) {
        start(opened, CatchUp.NONE);
        batches.follow(assembler);
        while (!stop.isSet()) {
            stream.read().ifPresentOrElse(this::add, this::idle);
            lookAround();
        }
    }

    private void start(ReplicationStream opened, CatchUp catchUp) {
        stream = opened;
        assembler = new ChangeAssembler(relations, catchUp, produced());
    }

    /** The server answers with how far it has looked. */
    private void askForProgress() {
        stream.reportStatus();
        LockSupport.parkNanos(ASKING_WAIT_NANOS);
    }

    private Position produced() {
        return batches.produced().position();
    }

    private void add(ByteBuffer message) {
        int bytes = message.remaining();
        boolean wasInTransaction = assembler.isInTransaction();
        try {
            assembler.add(decoder.decode(message), stream.received(), batches.gathered());
        } catch (MalformedMessageException e) {
            throw new PgTwinException(FailureKind.STREAM_MALFORMED, e.getMessage(), e);
        } catch (PgTwinException e) {
            batches.flush(); // what came before the failure is good
            throw e;
        }
        batches.added(bytes, wasInTransaction && !assembler.isInTransaction());
    }

    private void idle() {
        batches.flush();
        stream.confirm(confirmed.get());
        if (batches.hasBeenSilentFor(settings.heartbeatInterval())) {
            batches.heartbeat(completeUpTo());
        } else if (!assembler.isInTransaction()) {
            batches.idle(stream.received());
        }
        LockSupport.parkNanos(IDLE_WAIT_NANOS);
    }

    /** Everything committed below this has been queued. */
    private Lsn completeUpTo() {
        Lsn reached = assembler.isInTransaction() ? assembler.completeUpTo() : stream.received();
        return reached.isAfter(produced().commitLsn()) ? reached : produced().commitLsn();
    }

    /** Waits for room without falling silent: the server ends a connection that it does not hear from. */
    private void offer(Produced next) {
        while (!queue.offer(next, QUEUE_WAIT)) {
            if (stream != null) {
                stream.confirm(confirmed.get());
                stream.reportStatus();
                lookAround();
            }
        }
    }
}
