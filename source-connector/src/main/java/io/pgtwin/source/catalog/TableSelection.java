package io.pgtwin.source.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;

/**
 * Which tables a sync takes, by patterns that match whole {@code schema.table} names.
 *
 * @param include empty for all
 * @param partitionedAsOne whether a partitioned table is one table, where the server can publish it so, and its partitions
 *         are none
 */
public record TableSelection(List<Pattern> include, List<Pattern> exclude, boolean partitionedAsOne) {
    /** Of each pattern: one like {@code .*} may mean hundreds of relations. */
    private static final int MAX_COMPLAINTS = 5;

    public boolean takes(TableId table) {
        boolean included = include.isEmpty() || matchesAny(include, table);
        return included && !matchesAny(exclude, table);
    }

    /** @throws PgTwinException TABLE_UNSUITABLE if a partition is excluded, but its partitioned table is taken as one */
    void requireWhole(SourceTable table) {
        for (TablePart part : table.parts()) {
            if (matchesAny(exclude, part.id())) {
                throw new PgTwinException(FailureKind.TABLE_UNSUITABLE, "table.exclude.list matches " + part.id()
                        + ", a partition of " + table.id() + ", which is taken as one table: exclude that, or set"
                        + " publish.via.partition.root=false");
            }
        }
    }

    /**
     * The tables to take.
     *
     * @throws PgTwinException NOTHING_SELECTED if there is none, or an include pattern matches none: it is likely misspelt, or
     *         means something that is no table
     */
    List<FoundRelation> choose(List<FoundRelation> found) {
        List<String> unmatched = include.stream().filter(pattern -> found.stream()
                .noneMatch(relation -> relation.isTable() && matches(pattern, relation.id())))
                .map(pattern -> unmatched(pattern, found)).toList();
        if (!unmatched.isEmpty()) {
            throw new PgTwinException(FailureKind.NOTHING_SELECTED, String.join("; ", unmatched));
        }
        List<FoundRelation> chosen = found.stream().filter(it -> it.isTable() && takes(it.id())).toList();
        if (chosen.isEmpty()) {
            List<String> notes = new ArrayList<>(List.of("No table of the source is selected"));
            notes.addAll(missed(found));
            throw new PgTwinException(FailureKind.NOTHING_SELECTED, String.join("; ", notes));
        }
        return chosen;
    }

    private static String unmatched(Pattern pattern, List<FoundRelation> found) {
        List<String> complaints = found.stream().filter(relation -> matches(pattern, relation.id()))
                .map(FoundRelation::complaint).limit(MAX_COMPLAINTS).toList();
        String message = "table.include.list matches no table with " + pattern.pattern();
        return complaints.isEmpty() ? message : message + ": " + String.join("; ", complaints);
    }

    /** What the patterns match, but no sync can take, and a user may miss. */
    List<String> missed(List<FoundRelation> found) {
        return found.stream().filter(it -> !it.isTable() && it.missed() && takes(it.id()))
                .map(FoundRelation::complaint).toList();
    }

    private static boolean matchesAny(List<Pattern> patterns, TableId table) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, table));
    }

    private static boolean matches(Pattern pattern, TableId table) {
        return pattern.matcher(table.toString()).matches();
    }
}
