package io.pgtwin.sink.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.sink.batch.SinkItem;
import io.pgtwin.sink.batch.TableSteps;
import io.pgtwin.sink.database.BoundTable;
import io.pgtwin.sink.database.ForeignKeys;
import io.pgtwin.sink.database.TargetMapping;

/**
 * Applies the changes of whole transactions where the target checks its foreign keys, so that none is violated in
 * between. There are two ways, and where one meets a violation the other is tried:
 *
 * <ul>
 * <li>in sets: first the deletes and truncates, tables that refer to others before those; then everything else the
 *     other way round. It suits whatever order the source had, and tables that refer to themselves, as a statement is
 *     checked when it ends.
 * <li>event by event in the order of the source, which has held all of its own constraints in this order. It suits rows
 *     that are given to another parent before theirs is deleted, and rows that refer to each other in a circle.
 * </ul>
 *
 * Whether constraints that can be deferred are met is not known before the commit. For one thread.
 */
final class OrderedApplier {
    private static final Logger LOG = LoggerFactory.getLogger(OrderedApplier.class);
    /** So few events cost less one by one than in sets. */
    private static final int FEW = 20;

    private final Connection connection;
    private final TargetMapping mapping;
    private final ForeignKeys foreignKeys;
    private final TableApplier applier;

    OrderedApplier(Connection connection, TargetMapping mapping, ForeignKeys foreignKeys, TableApplier applier) {
        this.connection = connection;
        this.mapping = mapping;
        this.foreignKeys = foreignKeys;
        this.applier = applier;
    }

    /** Whether any of the tables refers to another or itself. */
    boolean isNeededFor(Collection<TableSteps> work) throws SQLException {
        return foreignKeys.connectAny(work.stream().map(this::target).toList());
    }

    /** Looks at the target's foreign keys again: some may have come. */
    void lookAgain() {
        foreignKeys.forget();
    }

    private TableId target(TableSteps steps) {
        return mapping.tables().map(steps.table());
    }

    /**
     * @param items in the order of the source
     * @param work the same, divided by tables
     * @throws PgTwinException if no way works: what is wrong with the first event that cannot be applied in its turn
     */
    ApplyCounts apply(List<SinkItem> items, Collection<TableSteps> work) throws SQLException {
        boolean few = items.size() < FEW;
        if (!few) {
            Optional<ApplyCounts> counts = inSetsOrNot(work);
            if (counts.isPresent()) {
                return counts.get();
            }
        }
        Savepoint before = connection.setSavepoint();
        try {
            ApplyCounts counts = applier.inOrder(items);
            connection.releaseSavepoint(before);
            return counts;
        } catch (PgTwinException e) {
            if (!few || e.kind() != FailureKind.FOREIGN_KEY_VIOLATED) {
                throw e;
            }
            connection.rollback(before);
            return inSetsOrNot(work).orElseThrow(() -> e);
        }
    }

    /** @return empty if that does not work; the transaction is as it was before then */
    private Optional<ApplyCounts> inSetsOrNot(Collection<TableSteps> work) throws SQLException {
        Savepoint before = connection.setSavepoint();
        Optional<ApplyCounts> counts = Optional.empty();
        try {
            counts = inSets(work);
        } catch (SQLException e) {
            if (!SqlFailures.isAboutData(e)) {
                throw e;
            }
            LOG.debug(SqlFailures.of(e, "A batch cannot be applied in sets").getMessage());
        } catch (PgTwinException e) {
            if (e.isRetriable() && e.kind() != FailureKind.FOREIGN_KEY_VIOLATED) {
                throw e;
            }
            LOG.debug("A batch cannot be applied in sets: {}", e.getMessage());
        }
        if (counts.isPresent()) {
            connection.releaseSavepoint(before);
        } else {
            connection.rollback(before);
        }
        return counts;
    }

    private Optional<ApplyCounts> inSets(Collection<TableSteps> work) throws SQLException {
        Map<TableId, List<TableSteps>> byTarget = new LinkedHashMap<>();
        work.forEach(steps -> byTarget.computeIfAbsent(target(steps), it -> new ArrayList<>()).add(steps));
        List<List<TableSteps>> parentsFirst = foreignKeys.parentsFirst(byTarget.keySet()).stream()
                .map(circle -> circle.stream().flatMap(table -> byTarget.get(table).stream()).toList()).toList();
        ApplyCounts counts = new ApplyCounts();
        Map<TableSteps, TableApplier.Divided> divided = new LinkedHashMap<>();
        for (int i = parentsFirst.size() - 1; i >= 0; i--) {
            for (TableSteps steps : parentsFirst.get(i)) {
                applier.divide(steps, counts).ifPresent(part -> divided.put(steps, part));
            }
            if (!delete(parentsFirst.get(i).stream().map(divided::get).filter(Objects::nonNull).toList())) {
                return Optional.empty();
            }
        }
        for (TableSteps steps : parentsFirst.stream().flatMap(List::stream).toList()) {
            TableApplier.Divided part = divided.get(steps);
            if (part == null) {
                counts.add(applier.apply(steps));
            } else if (!part.put()) {
                return Optional.empty();
            }
        }
        return Optional.of(counts);
    }

    private boolean delete(List<TableApplier.Divided> circle) throws SQLException {
        List<BoundTable> emptied = circle.stream().flatMap(part -> part.emptied().stream()).toList();
        if (!emptied.isEmpty()) {
            applier.empty(emptied);
        }
        for (TableApplier.Divided part : circle) {
            if (!part.delete()) {
                return false;
            }
        }
        return true;
    }
}
