package io.pgtwin.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage.SequencesRead;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.StopSignal;
import io.pgtwin.common.structure.SequenceReader;
import io.pgtwin.common.structure.SequenceValue;
import io.pgtwin.common.structure.StructureJson;
import io.pgtwin.source.offset.SequencesOffset;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.Produced.Notice;

/**
 * Tells where the sequences of the tables stand whenever they have moved, in a session of its own. It never fails: if
 * the sequences cannot be read, they are read the next time. What it queues carries no position of the changes, see
 * {@link SequencesOffset}. {@link #tell} and {@link #keepTelling} are for one thread at a time.
 */
final class SequenceNotices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SequenceNotices.class);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(5);

    private final Sessions sessions;
    private final EventQueue queue;
    private final StopSignal stop;
    private final Duration interval;
    private final Collection<TableId> tables;
    private final Map<TableId, Set<String>> excludedColumns;
    private final Thread thread;

    private Connection session;
    private SequenceReader reader;
    private List<SequenceValue> told = List.of();

    /** @param interval between two looks; zero to look until it has worked once */
    SequenceNotices(Sessions sessions, EventQueue queue, StopSignal stop, Duration interval, Collection<TableId> tables,
            Map<TableId, Set<String>> excludedColumns) {
        this.sessions = sessions;
        this.queue = queue;
        this.stop = stop;
        this.interval = interval;
        this.tables = tables;
        this.excludedColumns = excludedColumns;
        this.thread = new Thread(this::keepTelling, "pgtwin-sequences");
        this.thread.setDaemon(true);
    }

    /** Reads once. @return whether that worked */
    boolean tell() {
        try {
            List<SequenceValue> values = read();
            if (!values.equals(told)) {
                long now = System.currentTimeMillis();
                queue.put(new Notice(new SequencesRead(now, StructureJson.writeSequenceValues(values)),
                        new SequencesOffset(now)));
                told = values;
            }
            return true;
        } catch (PgTwinException e) {
            LOG.debug("The sequences will be read later", e);
            disconnect();
            return false;
        }
    }

    private List<SequenceValue> read() {
        if (session == null) {
            session = sessions.open();
            reader = new SequenceReader(session, tables, excludedColumns);
        }
        return reader.values();
    }

    /** Goes on telling on a thread of its own until it is closed. */
    void start() {
        thread.start();
    }

    private void keepTelling() {
        try {
            boolean works = tell();
            while (!(works && interval.isZero()) && !stop.await(works ? interval : RETRY_INTERVAL)) {
                works = tell();
            }
        } catch (CancellationException e) {
            LOG.debug("The task stops", e);
        } finally {
            disconnect();
        }
    }

    private void disconnect() {
        try {
            if (session != null) {
                session.close();
            }
        } catch (SQLException e) {
            LOG.debug("A session could not be closed", e);
        }
        session = null;
    }

    /** Ends the thread, which may take a moment. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
