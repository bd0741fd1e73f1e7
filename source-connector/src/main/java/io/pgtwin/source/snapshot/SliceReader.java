package io.pgtwin.source.snapshot;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Queue;

import org.postgresql.PGConnection;

import io.pgtwin.common.failpoint.Failpoint;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.ControlMessage.TableCopied;
import io.pgtwin.common.model.CopyFormat;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.source.offset.SliceOffset;
import io.pgtwin.source.offset.SliceOffset.Finished;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.Produced;
import io.pgtwin.source.queue.Produced.Notice;

/**
 * One reader of the full copy: takes slice after slice under the shared snapshot until none is left. For one thread.
 *
 * <p>Somebody may be waiting to alter or truncate a table, namely for the session that guards the tables. Whoever asks
 * for a lock then has to wait behind him: if a reader did, he would wait for the guard, the guard for the readers, and
 * they for him. So a reader leaves such a slice to the guard's own session, which has the lock.
 */
final class SliceReader {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String NO_ENCODING = "SQL_ASCII";

    private final Connection connection;
    private final Connection guard;
    private final Snapshot snapshot;
    private final TableProgress progress;
    private final EventQueue queue;
    private final CopyCounts counts;
    private final Portions portions;

    /** @param guard the session that guards the tables */
    SliceReader(Connection connection, Connection guard, Snapshot snapshot, TableProgress progress, EventQueue queue,
            CopyCounts counts, Portions portions) {
        this.portions = portions;
        this.connection = connection;
        this.guard = guard;
        this.snapshot = snapshot;
        this.progress = progress;
        this.queue = queue;
        this.counts = counts;
    }

    /** @throws PgTwinException SNAPSHOT_LOST if the snapshot is gone */
    void takeSnapshot() {
        snapshot.takeIn(connection);
    }

    /** @param left gets the slices of tables that somebody is waiting for */
    void read(Queue<Slice> slices, Queue<Slice> left) {
        for (Slice slice = slices.poll(); slice != null; slice = slices.poll()) {
            if (lock(slice)) {
                read(slice);
            } else {
                left.add(slice);
            }
        }
    }

    /** For the guard, who has all locks. */
    void readAll(Queue<Slice> slices) {
        slices.forEach(this::read);
    }

    private boolean lock(Slice slice) {
        try (Statement statement = connection.createStatement()) {
            Savepoint before = connection.setSavepoint();
            try {
                statement.execute("LOCK TABLE ONLY " + Sql.table(slice.part().id()) + " IN ACCESS SHARE MODE NOWAIT");
                connection.releaseSavepoint(before);
                return true;
            } catch (SQLException e) {
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    throw e;
                }
                connection.rollback(before);
                return false;
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot lock table " + slice.part().id() + " of the source");
        }
    }

    private void read(Slice slice) {
        long rows = 0;
        try {
            Portion portion = portions.begin(slice.table().definition(), snapshot, quickestFormat(slice));
            rows = copy(slice, portion, RowMessages.of(connection, slice.copySql(portion.format()), portion.format()));
        } catch (SQLException e) {
            throw SqlFailures.ofReading(e, "Cannot copy table " + slice.table().id());
        }
        counts.sliceDone(slice.table().id());
        var tableRows = progress.sliceDone(slice, rows);
        if (tableRows.isPresent()) {
            queue.put(new Notice(new TableCopied(System.currentTimeMillis(), slice.table().id(), tableRows.get()),
                    snapshot.offset()));
        }
    }

    /**
     * Rows that may be in the target already are compared there, for which they must be text. So must they where the
     * server does not see to it that text is in its encoding.
     */
    private CopyFormat quickestFormat(Slice slice) throws SQLException {
        boolean mayStayUnread = snapshot.phase() == Phase.COPY
                && !NO_ENCODING.equals(connection.unwrap(PGConnection.class).getParameterStatus("server_encoding"));
        return mayStayUnread && slice.suitsBinary() ? CopyFormat.BINARY : CopyFormat.TEXT;
    }

    private long copy(Slice slice, Portion portion, RowMessages rows) throws SQLException {
        SliceOffset reading = SliceOffset.reading(slice.part().id(), slice.firstBlock(),
                snapshot.copyOf(slice.table().id()));
        long total = 0;
        for (byte[] row = rows.next(); row != null; row = rows.next()) {
            if (!portion.isEmpty() && !portion.hasRoomFor(row)) {
                queue.put(portion.take(reading, reading));
            }
            portion.add(row);
            total++;
        }
        Failpoint.reach("source.slice.read");
        requireGuard();
        queue.put(end(portion, reading, reading.done(new Finished(slice.end(), slice.form(), snapshot.lsn(), total))));
        return total;
    }

    /**
     * A TRUNCATE or a rewriting ALTER TABLE empties a table for older snapshots, too. That none came while the slice
     * was read is sure only if the guard still has its locks.
     */
    private void requireGuard() throws SQLException {
        try (Statement statement = guard.createStatement()) {
            statement.execute("SELECT");
        }
    }

    /** That a slice is done is stored with its last row, or with a heartbeat if it has none. */
    private Produced end(Portion portion, SliceOffset reading, SliceOffset done) {
        return portion.isEmpty()
                ? new Notice(new Heartbeat(System.currentTimeMillis(), snapshot.offset().position().commitLsn()), done)
                : portion.take(reading, done);
    }
}
