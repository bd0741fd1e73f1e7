package io.pgtwin.sink.apply;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.pgtwin.common.model.Row;
import io.pgtwin.sink.apply.StagingTable.Group;
import io.pgtwin.sink.apply.StagingTable.Kind;
import io.pgtwin.sink.batch.NetChange;
import io.pgtwin.sink.database.BoundTable;

/** Net changes of one table, grouped by the statement that carries them out. */
final class NetGroups {
    private final BoundTable table;
    private final BitSet allColumns;
    private final List<Row> absent = new ArrayList<>();
    private final List<Row> deletes = new ArrayList<>();
    private final Map<Group, List<Row>> staged = new LinkedHashMap<>();
    private final Map<BitSet, List<Row>> inserts = new LinkedHashMap<>();
    private boolean deletesMustFind;

    NetGroups(BoundTable table, Collection<NetChange> changes, boolean merge) {
        this.table = table;
        this.allColumns = table.writableColumns();
        changes.forEach(change -> add(change, merge));
    }

    private void add(NetChange change, boolean merge) {
        switch (change.action(merge, table::isWhole)) {
            case CHECK_ABSENT -> absent.add(change.key());
            case DELETE -> addDelete(change, merge);
            case INSERT -> addInsert(change.row());
            case UPDATE -> addStaged(change.isLenient() ? Kind.LENIENT_UPDATE : Kind.UPDATE, change.row());
            case REPLACE -> {
                addDelete(change, merge);
                addInsert(change.row());
            }
            case PUT -> addStaged(putKind(change), change.row());
        }
    }

    private static Kind putKind(NetChange change) {
        if (change.mustBeAbsent()) {
            return Kind.PUT_NEW;
        }
        return change.mustBePresent() ? Kind.PUT_CHANGED : Kind.PUT;
    }

    private void addDelete(NetChange change, boolean merge) {
        deletes.add(change.key());
        deletesMustFind |= change.mustBePresent() && !merge;
    }

    private void addInsert(Row row) {
        inserts.computeIfAbsent(sent(row), it -> new ArrayList<>()).add(row);
    }

    private void addStaged(Kind kind, Row row) {
        BitSet columns = sent(row);
        staged.computeIfAbsent(new Group(kind, columns), it -> new ArrayList<>()).add(row);
    }

    private BitSet sent(Row row) {
        return row.isComplete() ? allColumns : table.sentColumns(row);
    }

    /** Keys that must not be in the target. */
    List<Row> absent() {
        return absent;
    }

    List<Row> deletes() {
        return deletes;
    }

    /** Whether a delete that finds nothing may be a sign that something is wrong. */
    boolean deletesMustFind() {
        return deletesMustFind;
    }

    /** Rows to update or to put, by the columns they send. */
    Map<Group, List<Row>> staged() {
        return staged;
    }

    /** Rows that are new, by the columns they send. */
    Map<BitSet, List<Row>> inserts() {
        return inserts;
    }

    /** Whether rows may have to change in columns that cannot be set, and no count of updated rows would tell. */
    boolean needRewriting() {
        return staged.keySet().stream()
                .anyMatch(group -> group.kind() != Kind.UPDATE && !table.fixed(group.columns()).isEmpty());
    }

    boolean needStaging() {
        return !absent.isEmpty() || !deletes.isEmpty() || !staged.isEmpty();
    }
}
