package io.pgtwin.source.snapshot;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.source.offset.SourceOffset;

/**
 * What the full copy's readers share.
 *
 * @param name the exported snapshot; some session keeps it alive until all readers have taken it
 * @param lsn grows from one snapshot of a sync to the next
 * @param takenMillis milliseconds since 1970 UTC
 * @param phase COPY for the first snapshot of a copy, RESUMED_COPY for later ones
 * @param offset of the sync, beside those of the slices, while rows are copied
 * @param begun by table, the first snapshot of the copy that this one goes on with, where it is not the sync's
 *     consistent point
 */
public record Snapshot(String name, Lsn lsn, long takenMillis, Phase phase, SourceOffset offset,
        Map<TableId, Lsn> begun) {
    /** Which copy of a table its rows belong to: the first snapshot of it. */
    public Lsn copyOf(TableId table) {
        return begun.getOrDefault(table, offset.consistentPoint());
    }

    /**
     * For tables of which another copy has begun than that of the whole sync. Where all begin with this snapshot, no
     * row of theirs can be in the target, which is emptied before.
     */
    public Snapshot withBegun(Map<TableId, Lsn> copies) {
        Phase read = copies.values().stream().allMatch(lsn::equals) ? Phase.COPY : Phase.RESUMED_COPY;
        return new Snapshot(name, lsn, takenMillis, read, offset, copies);
    }

    /** The same once the changes up to it are produced. */
    public Snapshot caughtUp() {
        return new Snapshot(name, lsn, takenMillis, phase, offset.at(Position.upTo(lsn)), begun);
    }

    /**
     * Begins a transaction in the session that sees the database as the snapshot has it.
     *
     * @throws PgTwinException SNAPSHOT_LOST if the snapshot is gone
     */
    public void takeIn(Connection session) {
        try (Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            statement.execute("SET TRANSACTION SNAPSHOT " + Sql.literal(name));
        } catch (SQLException e) {
            boolean lost = !SqlFailures.of(e, "").isRetriable();
            throw SqlFailures.of(lost ? FailureKind.SNAPSHOT_LOST : SqlFailures.kindOf(e), e,
                    "Cannot take the snapshot of the full copy");
        }
    }
}
