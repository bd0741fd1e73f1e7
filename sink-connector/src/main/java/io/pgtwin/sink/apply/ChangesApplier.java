package io.pgtwin.sink.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.batch.SinkItem;
import io.pgtwin.sink.batch.TableSteps;
import io.pgtwin.sink.database.ForeignKeys;
import io.pgtwin.sink.database.TargetMapping;

/**
 * Applies what a batch has for its tables: each table by itself where that works, in an order in which foreign keys
 * hold where they are checked and it does not. For one thread.
 */
final class ChangesApplier {
    private final Connection connection;
    private final boolean checksForeignKeys;
    private final TargetMapping mapping;
    private final TableApplier applier;
    private final OrderedApplier ordered;

    ChangesApplier(Connection connection, boolean checksForeignKeys, TargetMapping mapping, TableApplier applier) {
        this.connection = connection;
        this.checksForeignKeys = checksForeignKeys;
        this.mapping = mapping;
        this.applier = applier;
        this.ordered = new OrderedApplier(connection, mapping, new ForeignKeys(connection), applier);
    }

    /** Whether even few changes of a table may be applied as a set. @param whole as for {@link #apply} */
    boolean mayNeedSets(Collection<TableSteps> work, boolean whole) {
        return checksForeignKeys && (whole || emptiesSeveral(work));
    }

    /**
     * @param whole whether nothing of it can wait for rows that its own refer to; but it has them, in the right order
     * @throws NotReadyException if a table's rows refer to some that are not there
     */
    ApplyCounts apply(Batch batch, Collection<TableSteps> work, boolean whole) throws SQLException {
        if (!checksForeignKeys) {
            return apply(work);
        }
        return whole ? applyInOrder(batch, work) : applyByTables(batch, work);
    }

    /** Says more of a failure, if more can be found out. Must be called outside a transaction. */
    PgTwinException explained(PgTwinException failure) {
        return applier.explained(failure);
    }

    private ApplyCounts applyInOrder(Batch batch, Collection<TableSteps> work) throws SQLException {
        if (ordered.isNeededFor(work)) {
            return ordered.apply(batch.items(), work);
        }
        ApplyCounts counts = new ApplyCounts();
        return applyOrUndo(work, counts).isEmpty() ? counts : ordered.apply(batch.items(), work);
    }

    /** Tables that refer to each other in a circle can only be emptied together. */
    private ApplyCounts applyByTables(Batch batch, Collection<TableSteps> work) throws SQLException {
        if (!emptiesSeveral(work)) {
            return apply(work);
        }
        ApplyCounts counts = new ApplyCounts();
        Optional<NotReadyException> obstacle = applyOrUndo(work, counts);
        return obstacle.isEmpty() ? counts : applyInOrderOfTheSource(batch, work, obstacle.get());
    }

    /** @return why nothing was applied, if some of it has to wait */
    private Optional<NotReadyException> applyOrUndo(Collection<TableSteps> work, ApplyCounts counts)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            counts.add(apply(work));
            connection.releaseSavepoint(before);
            return Optional.empty();
        } catch (NotReadyException e) {
            connection.rollback(before);
            ordered.lookAgain();
            return Optional.of(e);
        }
    }

    private ApplyCounts applyInOrderOfTheSource(Batch batch, Collection<TableSteps> work, NotReadyException otherwise)
            throws SQLException {
        try {
            return ordered.apply(batch.items().stream().sorted(Comparator.comparing(SinkItem::position))
                    .toList(), work);
        } catch (PgTwinException e) {
            throw e.kind() == FailureKind.FOREIGN_KEY_VIOLATED ? otherwise : e;
        }
    }

    private static boolean emptiesSeveral(Collection<TableSteps> work) {
        return work.stream().filter(steps -> steps.afterLastTruncate().isPresent()).count() > 1;
    }

    private ApplyCounts apply(Collection<TableSteps> work) {
        ApplyCounts counts = new ApplyCounts();
        for (TableSteps table : work) {
            counts.add(apply(table));
        }
        return counts;
    }

    private ApplyCounts apply(TableSteps steps) {
        try {
            return applyOrFail(steps);
        } catch (PgTwinException e) {
            throw e.kind() == FailureKind.FOREIGN_KEY_VIOLATED
                    ? new NotReadyException(List.of(steps.definition()), e) : e;
        }
    }

    private ApplyCounts applyOrFail(TableSteps steps) {
        try {
            return applier.apply(steps);
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot apply changes of table " + steps.table() + " to target table "
                    + mapping.tables().map(steps.table()));
        }
    }
}
