package io.pgtwin.source;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.offset.TableOffset;
import io.pgtwin.source.offset.TableOffset.State;

/**
 * Which tables a running sync goes on with, by what Connect has stored of each: a table is in the sync since it was
 * announced.
 *
 * @param synced the sync's, and still selected
 * @param copiedAgain those of them that are to be copied once more before the changes go on
 * @param added selected, but not of the sync: made later, or selected later
 * @param removed the sync's, but not selected any more
 */
record TableMembership(List<TableId> synced, List<TableId> copiedAgain, List<TableId> added, List<TableId> removed) {
    /**
     * @param stored of all tables; empty after an update from a version that stored none: then all selected are the
     *     sync's
     * @throws PgTwinException TABLE_NOT_SYNCED if a table was taken out, is selected again and is not to be copied
     *         again; NOTHING_SELECTED if what asks for a copy matches no table that is or was the sync's
     */
    static TableMembership of(Collection<TableId> selected, Map<TableId, TableOffset> stored, Resyncs resyncs) {
        boolean knowsAll = !stored.isEmpty();
        List<TableId> known = selected.stream().filter(table -> !knowsAll || stored.containsKey(table)).toList();
        Set<TableId> everKnown = new HashSet<>(known);
        everKnown.addAll(stored.keySet());
        resyncs.requireMatches(everKnown);
        List<TableId> copiedAgain = resyncs.pending(known, stored);
        requireNotLeft(known, stored, new HashSet<>(copiedAgain));
        return new TableMembership(known, copiedAgain,
                selected.stream().filter(table -> !known.contains(table)).toList(),
                stored.keySet().stream().filter(table -> isIn(State.SYNCED, stored, table) && !selected.contains(table))
                        .sorted().toList());
    }

    private static void requireNotLeft(List<TableId> known, Map<TableId, TableOffset> stored, Set<TableId> comingBack) {
        List<TableId> left = known.stream().filter(table -> isIn(State.LEFT, stored, table))
                .filter(table -> !comingBack.contains(table)).toList();
        if (!left.isEmpty()) {
            throw new PgTwinException(FailureKind.TABLE_NOT_SYNCED, "Selected, but were taken out of the sync or its"
                    + " publication before, or a copy of them was due, so that changes of them may be missing: " + left
                    + ". They come back with "
                    + SourceOptions.TABLE_RESYNC_LIST);
        }
    }

    private static boolean isIn(State state, Map<TableId, TableOffset> stored, TableId table) {
        return stored.containsKey(table) && stored.get(table).state() == state;
    }

    /** @throws PgTwinException TABLE_NOT_SYNCED if there are added tables */
    void refuseAdded() {
        if (!added.isEmpty()) {
            throw new PgTwinException(FailureKind.TABLE_NOT_SYNCED, "Selected, but not part of the sync since it"
                    + " began, and table.new is fail: " + added + ". With table.new=ignore they are left out");
        }
    }
}
