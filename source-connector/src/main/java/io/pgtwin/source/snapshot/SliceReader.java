package io.pgtwin.source.snapshot;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage.TableCopied;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.Produced.CopiedRows;
import io.pgtwin.source.queue.Produced.Notice;

/** One reader of the full copy: takes slice after slice under the shared snapshot until none is left. For one thread. */
final class SliceReader {
    private static final int MAX_ROWS = 500;
    private static final long MAX_BYTES = 1 << 20;
    /** What a row takes in memory beside its text. */
    private static final int ROW_OVERHEAD_BYTES = 200;

    private final Connection connection;
    private final Snapshot snapshot;
    private final TableProgress progress;
    private final EventQueue queue;

    SliceReader(Connection connection, Snapshot snapshot, TableProgress progress, EventQueue queue) {
        this.connection = connection;
        this.snapshot = snapshot;
        this.progress = progress;
        this.queue = queue;
    }

    /** @throws PgTwinException SNAPSHOT_LOST if the snapshot is gone */
    void takeSnapshot() {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            statement.execute("SET TRANSACTION SNAPSHOT " + Sql.literal(snapshot.name()));
        } catch (SQLException e) {
            boolean lost = !SqlFailures.of(e, "").isRetriable();
            throw SqlFailures.of(lost ? FailureKind.SNAPSHOT_LOST : SqlFailures.kindOf(e), e,
                    "Cannot take the snapshot of the full copy");
        }
    }

    void read(Queue<Slice> slices) {
        for (Slice slice = slices.poll(); slice != null; slice = slices.poll()) {
            read(slice);
        }
    }

    private void read(Slice slice) {
        long rows = 0;
        try {
            CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(slice.copySql());
            rows = copy(slice, copy);
        } catch (SQLException e) {
            throw SqlFailures.ofReading(e, "Cannot copy table " + slice.table().id());
        }
        var tableRows = progress.sliceDone(slice, rows);
        if (tableRows.isPresent()) {
            queue.put(new Notice(new TableCopied(System.currentTimeMillis(), slice.table().id(), tableRows.get()),
                    snapshot.offset()));
        }
    }

    private long copy(Slice slice, CopyOut copy) throws SQLException {
        CopyTextRows parser = new CopyTextRows(slice.table().definition());
        List<Row> rows = new ArrayList<>(MAX_ROWS);
        long bytes = 0;
        long total = 0;
        for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
            rows.add(parser.read(line));
            bytes += line.length + ROW_OVERHEAD_BYTES;
            total++;
            if (rows.size() == MAX_ROWS || bytes >= MAX_BYTES) {
                put(slice, rows, bytes);
                rows = new ArrayList<>(MAX_ROWS);
                bytes = 0;
            }
        }
        if (!rows.isEmpty()) {
            put(slice, rows, bytes);
        }
        return total;
    }

    private void put(Slice slice, List<Row> rows, long bytes) {
        queue.put(new CopiedRows(slice.table().definition(), rows, snapshot.phase(), snapshot.lsn(), snapshot.takenMillis(),
                bytes, snapshot.offset()));
    }
}
