package io.pgtwin.sink.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.CopyFormat;
import io.pgtwin.common.model.Row;
import io.pgtwin.sink.apply.StagingTable.Group;
import io.pgtwin.sink.batch.Compactor;
import io.pgtwin.sink.batch.SinkBlock;
import io.pgtwin.sink.batch.SinkEvent;
import io.pgtwin.sink.batch.Step;
import io.pgtwin.sink.database.BoundTable;

/**
 * Applies the events of a step as a set. Answers false where the target is not as the events expect it, and lets data
 * errors through: in both cases the caller rolls back and looks at the rows one by one.
 */
final class SetApplier {
    private final Connection connection;
    private final Staging staging;
    private final RowCopy copy;
    private final BlockRows blockRows;

    SetApplier(Connection connection, Staging staging, BlockRows blockRows) throws SQLException {
        this.blockRows = blockRows;
        this.connection = connection;
        this.staging = staging;
        this.copy = new RowCopy(connection);
    }

    void append(BoundTable table, Step step, ApplyCounts counts) throws SQLException {
        if (step.events().stream().allMatch(event -> event.after().isComplete())) {
            copyEvents(table, table.writableColumns(), step.events());
        } else {
            for (SinkEvent event : step.events()) {
                copyEvents(table, table.sentColumns(event.after()), List.of(event));
            }
        }
        counts.addRows(step.events().size());
    }

    /** The rows go to the server as they came, unless the target generates one of their columns or there are none. */
    void appendBlocks(BoundTable table, Step step, ApplyCounts counts) throws SQLException {
        BitSet columns = table.writableColumns();
        if (columns.isEmpty() || columns.cardinality() < table.definition().columns().size()) {
            append(table, blockRows.of(step), counts);
            return;
        }
        Map<CopyFormat, List<CopyBlock>> blocks = step.blocks().stream().map(SinkBlock::block)
                .map(block -> table.takesBinary() ? block : blockRows.inText(block))
                .collect(Collectors.groupingBy(CopyBlock::format));
        long rows = 0;
        if (blocks.containsKey(CopyFormat.TEXT)) {
            rows += copy.send(SetSql.copyInto(table, columns), out -> out.writeUnread(blocks.get(CopyFormat.TEXT)));
        }
        if (blocks.containsKey(CopyFormat.BINARY)) {
            rows += copy.send(SetSql.copyBinaryInto(table, columns),
                    out -> out.writeBinary(blocks.get(CopyFormat.BINARY)));
        }
        if (rows != step.size()) {
            throw new PgTwinException(FailureKind.RECORD_MALFORMED, "Blocks of table " + table.definition().id()
                    + " tell of " + step.size() + " rows and hold " + rows);
        }
        counts.addRows(rows);
    }

    private void copyEvents(BoundTable table, BitSet columns, List<SinkEvent> events) throws SQLException {
        if (columns.isEmpty()) {
            update(SetSql.insertDefaults(table, events.size()));
            return;
        }
        int[] numbers = columns.stream().toArray();
        copy.send(SetSql.copyInto(table, columns), out -> {
            for (SinkEvent event : events) {
                out.writeRow(table, numbers, event.after());
            }
        });
    }

    /** @param merge whether the source's row wins over whatever the target has */
    boolean compact(BoundTable table, Step step, boolean merge, ApplyCounts counts) throws SQLException {
        Optional<NetGroups> net = net(table, step, merge, counts);
        // deletes first and updates next, so that they free keys and unique values for what follows
        return net.isPresent() && delete(table, net.get(), counts) && put(table, net.get(), counts);
    }

    /** What a step does in the end; empty if that cannot be applied as a set. */
    Optional<NetGroups> net(BoundTable table, Step step, boolean merge, ApplyCounts counts) {
        Compactor compactor = new Compactor(table.definition());
        step.events().forEach(compactor::add);
        if (!compactor.isConsistent()) {
            return Optional.empty();
        }
        NetGroups net = new NetGroups(table, compactor.netChanges(), merge);
        if (net.needStaging() && !Staging.isPossible(table) || net.needRewriting()) {
            return Optional.empty();
        }
        counts.addRows(step.events().size());
        return Optional.of(net);
    }

    /** Stages all net changes and carries the deletes out. */
    boolean delete(BoundTable table, NetGroups net, ApplyCounts counts) throws SQLException {
        if (net.needStaging()) {
            stage(table, net);
        }
        return deleteStaged(table, net, counts) && checkAbsent(table, net);
    }

    /** Carries out what is left after {@link #delete}. */
    boolean put(BoundTable table, NetGroups net, ApplyCounts counts) throws SQLException {
        if (!applyStaged(table, net, counts)) {
            return false;
        }
        insert(table, net);
        return true;
    }

    private void stage(BoundTable table, NetGroups net) throws SQLException {
        StagingTable into = staging.of(table);
        if (into.fill()) {
            update(into.sql().emptyStaging());
        }
        BitSet columns = stagedColumns(table, net);
        int[] numbers = columns.stream().toArray();
        copy.send(into.sql().copyIntoStaging(columns), out -> {
            write(out, table, numbers, StagingTable.DELETE, net.deletes());
            write(out, table, numbers, StagingTable.CHECK_ABSENT, net.absent());
            for (Map.Entry<Group, List<Row>> group : net.staged().entrySet()) {
                write(out, table, numbers, into.numberOf(group.getKey()), group.getValue());
            }
        });
    }

    /** Only those that a statement reads: deletes alone need no more than the key. */
    private static BitSet stagedColumns(BoundTable table, NetGroups net) {
        BitSet columns = table.key();
        net.staged().keySet().forEach(group -> columns.or(group.columns()));
        return columns;
    }

    private static void write(RowCopy out, BoundTable table, int[] columns, int op, List<Row> rows)
            throws SQLException {
        for (Row row : rows) {
            out.writePrefix(op);
            out.writeRow(table, columns, row);
        }
    }

    private boolean deleteStaged(BoundTable table, NetGroups net, ApplyCounts counts) throws SQLException {
        int expected = net.deletes().size();
        if (expected == 0) {
            return true;
        }
        int deleted = update(staging.of(table).sql().delete(StagingTable.DELETE));
        counts.addDeletesOfMissingRows(Math.max(0, expected - deleted));
        return deleted == expected || deleted < expected && !net.deletesMustFind();
    }

    private boolean checkAbsent(BoundTable table, NetGroups net) throws SQLException {
        return net.absent().isEmpty()
                || count(staging.of(table).sql().countPresent(StagingTable.CHECK_ABSENT)) == 0;
    }

    private void insert(BoundTable table, NetGroups net) throws SQLException {
        for (Map.Entry<BitSet, List<Row>> group : net.inserts().entrySet()) {
            int[] numbers = group.getKey().stream().toArray();
            copy.send(SetSql.copyInto(table, group.getKey()), out -> {
                for (Row row : group.getValue()) {
                    out.writeRow(table, numbers, row);
                }
            });
        }
    }

    private boolean applyStaged(BoundTable table, NetGroups net, ApplyCounts counts) throws SQLException {
        for (Map.Entry<Group, List<Row>> group : net.staged().entrySet()) {
            if (!applyGroup(table, group.getKey(), group.getValue().size(), counts)) {
                return false;
            }
        }
        return true;
    }

    private boolean applyGroup(BoundTable table, Group group, int expected, ApplyCounts counts) throws SQLException {
        SetSql sql = staging.of(table).sql();
        int op = staging.of(table).numberOf(group);
        BitSet set = table.updatable(group.columns());
        BitSet fixed = table.fixed(group.columns());
        switch (group.kind()) {
            case UPDATE -> {
                return set.isEmpty() ? fixed.isEmpty() : update(sql.update(op, set, fixed)) == expected;
            }
            case LENIENT_UPDATE ->
                    counts.addUpdatesSkipped(set.isEmpty() ? 0 : expected - update(sql.update(op, set, fixed)));
            case PUT_NEW -> counts.addConflicts(count(sql.put(op, group.columns())));
            case PUT_CHANGED -> counts.addConflicts(expected - count(sql.put(op, group.columns())));
            case PUT -> count(sql.put(op, group.columns()));
        }
        return true;
    }

    private int update(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        }
    }

    private long count(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql); ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
