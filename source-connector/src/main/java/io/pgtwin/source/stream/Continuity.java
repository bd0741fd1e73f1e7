package io.pgtwin.source.stream;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.source.catalog.Publication;
import io.pgtwin.source.catalog.PublishedEntry;
import io.pgtwin.source.catalog.SourceCatalog;
import io.pgtwin.source.offset.SourceOffset;

/**
 * Whether the source still delivers everything after a position. Asked before and after each connection to the slot,
 * because the server itself goes on over a gap without a word, and from time to time while the slot is read. Before and
 * after a connection it asks over a new session, because the server may be another one by then; from time to time over
 * the same one, because a new session takes a server longer than the answers. For one thread.
 */
final class Continuity implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Continuity.class);

    private static final int TRIES_TO_DROP = 50;
    private static final long PAUSE_BEFORE_DROP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * Over a network that has fallen silent, an old session would wait for minutes; half of the usual
     * wal_sender_timeout.
     */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final Sessions sessions;
    private final ReplicationSlot slot;
    private final String publication;
    private final List<TableId> tables;
    /**
     * How the tables' changes have been recorded so far; of a table that nothing is stored of, since the first look.
     */
    private final Map<TableId, PublishedEntry> published;
    private Optional<Connection> session = Optional.empty();

    /** @param published as it is stored */
    Continuity(Sessions sessions, StreamSettings settings, List<TableId> tables,
            Map<TableId, PublishedEntry> published) {
        this.sessions = sessions;
        this.slot = new ReplicationSlot(settings.slot());
        this.publication = settings.publication();
        this.tables = tables;
        this.published = new HashMap<>(published);
    }

    /**
     * @param produced up to where everything has been produced
     * @return the same, on the timeline that the server is on
     * @throws PgTwinException of the kind of the gap; or SERVER_NOT_READY if the server is a standby that is not wanted
     */
    SourceOffset require(SourceOffset produced) {
        close();
        return ask(it -> {
            SourceCatalog catalog = new SourceCatalog(it);
            catalog.requirePrimary(sessions.settings().allowsStandby());
            requireSameServer(catalog, produced);
            SourceOffset current = requireHistory(timeline(catalog), produced);
            slot.requireContinues(slot.state(it), current, catalog.databaseName());
            return current;
        });
    }

    /** While the slot is being read, nobody can make it again: what it says now holds for all that will be read. */
    void requireSlot(SourceOffset produced) {
        close();
        String database = ask(it -> new SourceCatalog(it).databaseName());
        slot.requireContinues(slot(), produced, database);
    }

    private static void requireSameServer(SourceCatalog catalog, SourceOffset produced) {
        String found = catalog.systemIdentifier();
        if (!found.equals(produced.systemId())) {
            throw new PgTwinException(FailureKind.OTHER_SERVER, "The source is database cluster " + found
                    + ", but the stored position is of cluster " + produced.systemId());
        }
    }

    private int timeline(SourceCatalog catalog) {
        return catalog.isStandby() ? TimelineHistory.current(sessions) : catalog.timeline();
    }

    private SourceOffset requireHistory(int current, SourceOffset produced) {
        Lsn reached = produced.position().commitLsn();
        int before = produced.timeline().orElse(current);
        if (before != current) {
            Optional<Lsn> left = current == 1 ? Optional.empty()
                    : TimelineHistory.read(sessions, current).endOf(before);
            if (left.filter(end -> !reached.isAfter(end)).isEmpty()) {
                throw new PgTwinException(FailureKind.TIMELINE_LEFT, "The source is on timeline " + current + ", which "
                        + left.map(end -> "left timeline " + before + " at " + end + ", before the position " + reached)
                                .orElse("does not come from timeline " + before + " of the position " + reached));
            }
            LOG.info("The source has gone from timeline {} to {}, which has everything up to {}", before,
                    current, reached);
        }
        return produced.on(current);
    }

    /**
     * The tables whose changes are not recorded any more, or were not for a while. Without those that were dropped,
     * which cannot change, unless others have their names.
     */
    Set<TableId> unpublished() {
        return ask(it -> unpublished(new Publication(it, publication).entries(), new SourceCatalog(it)));
    }

    private Set<TableId> unpublished(Map<TableId, PublishedEntry> now, SourceCatalog catalog) {
        now.forEach(published::putIfAbsent);
        Set<TableId> lost = new TreeSet<>();
        for (TableId table : tables) {
            Optional<PublishedEntry> was = Optional.ofNullable(published.get(table));
            Optional<PublishedEntry> is = Optional.ofNullable(now.get(table));
            boolean dropped = is.isEmpty() && was.isPresent() && !catalog.hasTable(was.get().relation(), table);
            if (!dropped && (is.isEmpty() || !is.equals(was))) {
                lost.add(table);
            }
        }
        return lost;
    }

    /** Ends the sync. Whoever read the slot has closed its session, which the server notices a moment later. */
    void dropSlot() {
        for (int tries = 1;; tries++) {
            try {
                ask(it -> {
                    slot.drop(it);
                    return slot;
                });
                return;
            } catch (PgTwinException e) {
                if (e.kind() != FailureKind.SLOT_ACTIVE || tries == TRIES_TO_DROP) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_BEFORE_DROP_NANOS);
            }
        }
    }

    /** Empty if the slot is gone. */
    Optional<SlotState> slot() {
        return ask(slot::state);
    }

    /** A session over which a question has failed, or was not answered in time, is not used for another one. */
    private <A> A ask(Function<Connection, A> question) {
        try {
            if (session.isEmpty()) {
                session = Optional.of(sessions.open());
                session.get().setNetworkTimeout(Runnable::run, (int) ANSWER_LIMIT.toMillis());
            }
            return question.apply(session.get());
        } catch (SQLException e) {
            close();
            throw SqlFailures.of(e, "Cannot ask the source");
        } catch (PgTwinException e) {
            close();
            throw e;
        }
    }

    /** Ends the session. The next question opens another one. */
    @Override
    public void close() {
        try {
            if (session.isPresent()) {
                session.get().close();
            }
        } catch (SQLException e) {
            LOG.debug("A session could not be closed", e);
        }
        session = Optional.empty();
    }
}
