package io.pgtwin.sink.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Operation;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.sink.batch.ConflictMode;
import io.pgtwin.sink.batch.SinkBlock;
import io.pgtwin.sink.batch.SinkEvent;
import io.pgtwin.sink.batch.SinkItem;
import io.pgtwin.sink.batch.Step;
import io.pgtwin.sink.batch.TableSteps;
import io.pgtwin.sink.database.BoundTable;
import io.pgtwin.sink.database.TargetTables;

/**
 * Applies the events of one table within the batch's transaction, in the cheapest way that works: as a set; in mode
 * overwrite as a set that replaces what is there; row by row. A way that does not work is rolled back to its savepoint.
 */
final class TableApplier {
    /** Fewer events than this cost less as single statements than staged. */
    private static final int FEWEST_FOR_A_SET = 6;

    private final Connection connection;
    private final ConflictMode mode;
    private final TargetTables tables;
    private final BlockRows blockRows;
    private final SetApplier sets;
    private final TableEmptying emptying;
    private final RefusedColumn refused;

    /** Tables in which rows were in the way before: it is likely to happen again. */
    private final Set<TableId> merging = new HashSet<>();

    TableApplier(Connection connection, ConflictMode mode, TargetTables tables, Staging staging) throws SQLException {
        this.connection = connection;
        this.mode = mode;
        this.tables = tables;
        this.blockRows = new BlockRows(connection);
        this.sets = new SetApplier(connection, staging, blockRows);
        this.emptying = new TableEmptying(connection, tables);
        this.refused = new RefusedColumn(connection);
    }

    /** Whether the events are so few that no staging table is needed. */
    static boolean areFew(TableSteps steps) {
        return steps.size() < FEWEST_FOR_A_SET;
    }

    /** Whether a staging table may be needed for a step: rows are only added where none is in their way. */
    boolean mayStage(Step step) {
        return switch (step.kind()) {
            case APPEND, APPEND_BLOCKS -> mode == ConflictMode.OVERWRITE;
            case COMPACT -> true;
            case ONE_BY_ONE, TRUNCATE -> false;
        };
    }

    ApplyCounts apply(TableSteps steps) throws SQLException {
        if (areFew(steps)) {
            return rowByRow(steps);
        }
        Savepoint before = connection.setSavepoint();
        for (boolean merge : waysFor(steps.table())) {
            ApplyCounts counts = new ApplyCounts();
            if (inSets(steps, merge, counts)) {
                connection.releaseSavepoint(before);
                return counts;
            }
            connection.rollback(before);
            merging.add(steps.table());
        }
        return rowByRow(steps);
    }

    /** Whether to merge, for each attempt in turn. */
    private List<Boolean> waysFor(TableId table) {
        if (mode == ConflictMode.ERROR) {
            return List.of(false);
        }
        return merging.contains(table) ? List.of(true) : List.of(false, true);
    }

    /** @return false if the target is not as the events expect it; the transaction may be in error then */
    private boolean inSets(TableSteps steps, boolean merge, ApplyCounts counts) throws SQLException {
        try {
            for (Step step : steps.steps()) {
                if (!inSet(step, merge, counts)) {
                    return false;
                }
            }
            return true;
        } catch (SQLException e) {
            if (SqlFailures.isAboutData(e)) {
                return false;
            }
            throw e;
        }
    }

    private boolean inSet(Step step, boolean merge, ApplyCounts counts) throws SQLException {
        BoundTable table = tables.of(step.table());
        switch (step.kind()) {
            case APPEND -> {
                if (merge && table.definition().hasKey()) {
                    return sets.compact(table, step, true, counts);
                }
                sets.append(table, step, counts);
            }
            case APPEND_BLOCKS -> {
                if (merge && table.definition().hasKey()) {
                    return sets.compact(table, blockRows.of(step), true, counts);
                }
                sets.appendBlocks(table, step, counts);
            }
            case COMPACT -> {
                if (step.events().size() >= FEWEST_FOR_A_SET) {
                    return sets.compact(table, step, merge, counts);
                }
                oneByOne(table, step, counts);
            }
            case ONE_BY_ONE -> oneByOne(table, step, counts);
            case TRUNCATE -> truncate(table, counts);
        }
        return true;
    }

    /** The table's changes in two parts, with other tables' in between; empty where they cannot be divided. */
    Optional<Divided> divide(TableSteps steps, ApplyCounts counts) {
        Optional<TableSteps> rest = steps.afterLastTruncate();
        if (rest.isPresent()) {
            return Optional.of(new Emptied(steps, rest.get(), counts));
        }
        if (steps.steps().size() != 1 || steps.steps().get(0).kind() != Step.Kind.COMPACT) {
            return Optional.empty();
        }
        Step step = steps.steps().get(0);
        BoundTable table = tables.of(step.table());
        return sets.net(table, step, mode == ConflictMode.OVERWRITE, counts)
                .map(net -> new Compacted(table, net, counts));
    }

    /** Changes of a table of which the deletes go first. Answers false if the target is not as they expect it. */
    interface Divided {
        /** The table if it is to be emptied before {@link #delete}, with others that are part of its circle. */
        default Optional<BoundTable> emptied() {
            return Optional.empty();
        }

        boolean delete() throws SQLException;

        boolean put() throws SQLException;
    }

    /** The net changes of a table. */
    private final class Compacted implements Divided {
        private final BoundTable table;
        private final NetGroups net;
        private final ApplyCounts counts;

        private Compacted(BoundTable table, NetGroups net, ApplyCounts counts) {
            this.table = table;
            this.net = net;
            this.counts = counts;
        }

        @Override
        public boolean delete() throws SQLException {
            return sets.delete(table, net, counts);
        }

        @Override
        public boolean put() throws SQLException {
            return sets.put(table, net, counts);
        }
    }

    /** A table that is emptied and gets the rest afterwards; what came before the last truncate leaves no trace. */
    private final class Emptied implements Divided {
        private final TableSteps all;
        private final TableSteps rest;
        private final ApplyCounts counts;

        private Emptied(TableSteps all, TableSteps rest, ApplyCounts counts) {
            this.all = all;
            this.rest = rest;
            this.counts = counts;
        }

        @Override
        public Optional<BoundTable> emptied() {
            return Optional.of(tables.of(all.definition()));
        }

        @Override
        public boolean delete() {
            counts.addRows(all.size() - rest.size());
            return true;
        }

        @Override
        public boolean put() throws SQLException {
            counts.add(apply(rest));
            return true;
        }
    }

    /** Applies events of any tables one by one in their order. */
    ApplyCounts inOrder(List<? extends SinkItem> items) {
        ApplyCounts counts = new ApplyCounts();
        Map<TableDefinition, RowApplier> rows = new IdentityHashMap<>();
        List<SinkEvent> events = items.stream().flatMap(this::events).toList();
        for (int i = 0; i < events.size(); i++) {
            SinkEvent event = events.get(i);
            if (event.change().operation() == Operation.TRUNCATE) {
                List<BoundTable> together = truncatedWith(event, events.subList(i, events.size()));
                emptying.empty(together);
                counts.addRows(together.size());
                i += together.size() - 1;
            } else {
                rows.computeIfAbsent(event.table(),
                        it -> new RowApplier(connection, tables.of(it), mode, refused, counts)).apply(event);
            }
        }
        return counts;
    }

    private Stream<SinkEvent> events(SinkItem item) {
        return item instanceof SinkBlock block ? blockRows.of(block).stream() : Stream.of((SinkEvent) item);
    }

    /** The tables that one command of the source has truncated: their events share a place in its WAL. */
    private List<BoundTable> truncatedWith(SinkEvent first, List<SinkEvent> events) {
        Position at = first.change().position();
        return events.stream().takeWhile(event -> event.change().operation() == Operation.TRUNCATE
                && event.change().position().commitLsn().equals(at.commitLsn())
                && event.change().position().lsn().equals(at.lsn())).map(event -> tables.of(event.table())).toList();
    }

    private ApplyCounts rowByRow(TableSteps steps) {
        ApplyCounts counts = new ApplyCounts();
        for (Step step : steps.steps()) {
            BoundTable table = tables.of(step.table());
            if (step.kind() == Step.Kind.TRUNCATE) {
                truncate(table, counts);
            } else {
                oneByOne(table, step, counts);
            }
        }
        return counts;
    }

    private void oneByOne(BoundTable table, Step step, ApplyCounts counts) {
        RowApplier rows = new RowApplier(connection, table, mode, refused, counts);
        for (SinkEvent event : blockRows.of(step).events()) {
            rows.apply(event);
        }
    }

    private void truncate(BoundTable table, ApplyCounts counts) {
        empty(List.of(table));
        counts.addRows(1);
    }

    /** Says more of a failure, if more can be found out. Must be called outside a transaction. */
    PgTwinException explained(PgTwinException failure) {
        return refused.find(failure);
    }

    /** Empties tables at once, as they may refer to each other. */
    void empty(List<BoundTable> together) {
        emptying.empty(together);
    }
}
