package io.pgtwin.source;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.offset.TableOffset;
import io.pgtwin.source.offset.TableOffset.State;

/**
 * Which tables a running sync goes on with, by what Connect has stored of each: a table is in the sync since it was announced.
 *
 * @param synced the sync's, and still selected
 * @param added selected, but not of the sync: made later, or selected later
 * @param removed the sync's, but not selected any more
 */
record TableMembership(List<TableId> synced, List<TableId> added, List<TableId> removed) {
    /**
     * @param stored of all tables; empty after an update from a version that stored none: then all selected are the sync's
     * @throws PgTwinException TABLE_NOT_SYNCED if a table was taken out and is selected again
     */
    static TableMembership of(Collection<TableId> selected, Map<TableId, TableOffset> stored) {
        List<TableId> left = selected.stream().filter(table -> isIn(State.LEFT, stored, table)).toList();
        if (!left.isEmpty()) {
            throw new PgTwinException(FailureKind.TABLE_NOT_SYNCED, "Selected, but were taken out of the sync or its publication"
                    + " before, so that changes of them are missing: " + left);
        }
        if (stored.isEmpty()) {
            return new TableMembership(List.copyOf(selected), List.of(), List.of());
        }
        List<TableId> synced = selected.stream().filter(table -> isIn(State.SYNCED, stored, table)).toList();
        List<TableId> added = selected.stream().filter(table -> !stored.containsKey(table)).toList();
        List<TableId> removed = stored.keySet().stream()
                .filter(table -> isIn(State.SYNCED, stored, table) && !selected.contains(table)).sorted().toList();
        return new TableMembership(synced, added, removed);
    }

    private static boolean isIn(State state, Map<TableId, TableOffset> stored, TableId table) {
        return stored.containsKey(table) && stored.get(table).state() == state;
    }

    /** @throws PgTwinException TABLE_NOT_SYNCED if there are added tables */
    void refuseAdded() {
        if (!added.isEmpty()) {
            throw new PgTwinException(FailureKind.TABLE_NOT_SYNCED, "Selected, but not part of the sync since it began, and"
                    + " table.new is fail: " + added + ". With table.new=ignore they are left out");
        }
    }
}
