package io.pgtwin.source;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.catalog.NamePatterns;
import io.pgtwin.source.offset.Resync;
import io.pgtwin.source.offset.TableOffset;

/**
 * Which tables of a running sync people want to be copied once more.
 *
 * @param tables match whole {@code schema.table} names
 * @param id what was done under one is not done again
 */
public record Resyncs(List<Pattern> tables, String id) {
    private static final Pattern NAME = Pattern.compile("([\\w$]+)\\\\?\\.([\\w$]+)");

    /**
     * Those that a pattern names outright, so that it can be asked of them what is stored, whether they are still there
     * or not.
     */
    List<TableId> named() {
        return tables.stream().map(pattern -> NAME.matcher(pattern.pattern())).filter(Matcher::matches)
                .map(name -> new TableId(name.group(1), name.group(2))).toList();
    }

    /**
     * What is done may stay in the configuration when a table is not selected any more, or dropped.
     *
     * @param known the sync's tables, and those that were
     * @throws PgTwinException NOTHING_SELECTED for a pattern that matches none of them: it is likely misspelt
     */
    void requireMatches(Collection<TableId> known) {
        List<String> unmatched = tables.stream()
                .filter(pattern -> known.stream().noneMatch(table -> matches(pattern, table)))
                .map(Pattern::pattern).toList();
        if (!unmatched.isEmpty()) {
            throw new PgTwinException(FailureKind.NOTHING_SELECTED, SourceOptions.TABLE_RESYNC_LIST
                    + " matches no table of the sync with " + String.join(", ", unmatched));
        }
    }

    /**
     * Those that are not copied under the id yet; and those whose copy has begun, whatever is wanted now: rows are
     * missing.
     */
    List<TableId> pending(List<TableId> synced, Map<TableId, TableOffset> stored) {
        return synced.stream().filter(table -> {
            Optional<Resync> last = Optional.ofNullable(stored.get(table)).flatMap(TableOffset::resync);
            return isWanted(table) ? last.filter(it -> it.done() && it.id().equals(id)).isEmpty()
                    : last.filter(it -> !it.done()).isPresent();
        }).toList();
    }

    /**
     * The copy that goes on, if there is one: of the id that is wanted now, or of that which was wanted when it began.
     */
    Optional<Resync> begun(TableId table, Map<TableId, TableOffset> stored) {
        return Optional.ofNullable(stored.get(table)).flatMap(TableOffset::resync).filter(it -> !it.done())
                .filter(it -> !isWanted(table) || it.id().equals(id));
    }

    /** The offset of a table that is copied for the first time: what was wanted of it then needs no copy of its own. */
    TableOffset fulfilled(Lsn copy, TableOffset first) {
        return isWanted(first.table()) ? first.with(new Resync(id, copy, true)) : first;
    }

    private boolean isWanted(TableId table) {
        return NamePatterns.matchesAny(tables, table.toString());
    }

    private static boolean matches(Pattern pattern, TableId table) {
        return NamePatterns.matches(pattern, table.toString());
    }
}
