package io.pgtwin.source;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

import io.pgtwin.common.model.TableId;

/**
 * Of which tables a copy is made.
 *
 * @param synced the sync's; empty for a sync that begins, which takes all that are selected
 * @param copied those of them whose rows are read; empty for all
 */
record CopyScope(Optional<Set<TableId>> synced, Optional<Set<TableId>> copied) {
    static final CopyScope WHOLE = new CopyScope(Optional.empty(), Optional.empty());

    static CopyScope of(Collection<TableId> synced, Collection<TableId> copied) {
        return new CopyScope(Optional.of(Set.copyOf(synced)), Optional.of(Set.copyOf(copied)));
    }

    boolean isWhole() {
        return synced.isEmpty();
    }

    boolean syncs(TableId table) {
        return synced.map(tables -> tables.contains(table)).orElse(true);
    }

    boolean copies(TableId table) {
        return copied.map(tables -> tables.contains(table)).orElse(true);
    }
}
