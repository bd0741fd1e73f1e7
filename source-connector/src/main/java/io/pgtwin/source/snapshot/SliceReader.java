package io.pgtwin.source.snapshot;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.function.BiFunction;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage.TableCopied;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.Produced.Notice;

/** One reader of the full copy: takes slice after slice under the shared snapshot until none is left. For one thread. */
final class SliceReader {
    private final Connection connection;
    private final Snapshot snapshot;
    private final TableProgress progress;
    private final EventQueue queue;
    private final BiFunction<TableDefinition, Snapshot, Portion> portions;

    SliceReader(Connection connection, Snapshot snapshot, TableProgress progress, EventQueue queue,
            BiFunction<TableDefinition, Snapshot, Portion> portions) {
        this.portions = portions;
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
        Portion portion = portions.apply(slice.table().definition(), snapshot);
        long total = 0;
        for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
            if (!portion.isEmpty() && !portion.hasRoomFor(line)) {
                queue.put(portion.take());
            }
            portion.add(line);
            total++;
        }
        if (!portion.isEmpty()) {
            queue.put(portion.take());
        }
        return total;
    }
}
