package io.pgtwin.source.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;

/**
 * Which tables a sync takes, and with which columns.
 *
 * @param schemas match whole schema names; a table must be admitted by these
 * @param tables match whole {@code schema.table} names; and by these
 * @param excludedColumns match whole {@code schema.table.column} names. Such columns are left out here and not in the
 *         publication: a publication with a list of columns would leave out columns that are added later, too, without
 *         a word
 * @param partitionedAsOne whether a partitioned table is one table, where the server can publish it so, and its
 *         partitions are none
 */
public record TableSelection(
        NamePatterns schemas, NamePatterns tables, List<Pattern> excludedColumns, boolean partitionedAsOne) {
    public static final String SCHEMA_INCLUDE = "schema.include.list";
    public static final String SCHEMA_EXCLUDE = "schema.exclude.list";
    public static final String TABLE_INCLUDE = "table.include.list";
    public static final String TABLE_EXCLUDE = "table.exclude.list";
    public static final String COLUMN_EXCLUDE = "column.exclude.list";

    /** Of each pattern: one like {@code .*} may mean hundreds of relations. */
    private static final int MAX_COMPLAINTS = 5;

    public boolean takes(TableId table) {
        return schemas.admit(table.schema()) && tables.admit(table.toString());
    }

    boolean excludesColumns() {
        return !excludedColumns.isEmpty();
    }

    /** Whether the column is left out, if its table is taken. */
    public boolean excludes(TableId table, String column) {
        return NamePatterns.matchesAny(excludedColumns, columnName(table, column));
    }

    /** The form that patterns of columns match. */
    static String columnName(TableId table, String column) {
        return table + "." + column;
    }

    /**
     * @throws PgTwinException TABLE_UNSUITABLE if a partition is excluded, but its partitioned table is taken as one
     */
    void requireWhole(SourceTable table) {
        for (TablePart part : table.parts()) {
            if (tables.excludes(part.id().toString())) {
                throw new PgTwinException(FailureKind.TABLE_UNSUITABLE, TABLE_EXCLUDE + " matches " + part.id()
                        + ", a partition of " + table.id() + ", which is taken as one table: exclude that, or set"
                        + " publish.via.partition.root=false");
            }
        }
    }

    /**
     * The tables to take.
     *
     * @throws PgTwinException NOTHING_SELECTED if there is none, or an include pattern matches none: it is likely
     *         misspelt, or means something that is no table
     */
    List<FoundRelation> choose(List<FoundRelation> found) {
        List<UnmatchedPattern> unmatched = unmatchedIncludes(found);
        if (!unmatched.isEmpty()) {
            throw new PgTwinException(FailureKind.NOTHING_SELECTED,
                    unmatched.stream().map(UnmatchedPattern::message).collect(Collectors.joining("; ")));
        }
        List<FoundRelation> chosen = found.stream().filter(it -> it.isTable() && takes(it.id())).toList();
        if (chosen.isEmpty()) {
            List<String> notes = new ArrayList<>(List.of("No table of the source is selected"));
            notes.addAll(missed(found));
            throw new PgTwinException(FailureKind.NOTHING_SELECTED, String.join("; ", notes));
        }
        return chosen;
    }

    /** Include patterns that match no schema with tables, or no table. */
    List<UnmatchedPattern> unmatchedIncludes(List<FoundRelation> found) {
        List<FoundRelation> real = found.stream().filter(FoundRelation::isTable).toList();
        List<UnmatchedPattern> unmatched = new ArrayList<>();
        unmatched.addAll(unmatched(SCHEMA_INCLUDE, "schema with tables", schemas.include(), schemaNames(real)));
        unmatched.addAll(unmatched(TABLE_INCLUDE, "table", tables.include(), tableNames(real),
                pattern -> complaints(pattern, found)));
        return unmatched;
    }

    /** Exclude patterns that match nothing: they do no harm, but may be misspelt. */
    List<UnmatchedPattern> unmatchedExcludes(List<FoundRelation> found) {
        List<UnmatchedPattern> unmatched = new ArrayList<>();
        unmatched.addAll(unmatched(SCHEMA_EXCLUDE, "schema", schemas.exclude(), schemaNames(found)));
        unmatched.addAll(unmatched(TABLE_EXCLUDE, "table", tables.exclude(), tableNames(found)));
        return unmatched;
    }

    /**
     * Patterns that match no column of the tables: one that is misspelt would let through what shall not leave the
     * source.
     */
    List<UnmatchedPattern> unmatchedColumns(Collection<String> columnNames) {
        return unmatched(COLUMN_EXCLUDE, "column of the selected tables", excludedColumns, columnNames);
    }

    private static List<UnmatchedPattern> unmatched(
            String option, String kind, List<Pattern> patterns, Collection<String> names) {
        return unmatched(option, kind, patterns, names, pattern -> List.of());
    }

    /** @param complaints what a pattern does match, and why that does not count */
    private static List<UnmatchedPattern> unmatched(String option, String kind, List<Pattern> patterns,
            Collection<String> names, Function<Pattern, List<String>> complaints) {
        return patterns.stream().filter(pattern -> names.stream()
                .noneMatch(name -> NamePatterns.matches(pattern, name)))
                .map(pattern -> new UnmatchedPattern(option, option + " matches no " + kind + " with "
                        + pattern.pattern()
                        + explanation(complaints.apply(pattern), NearNames.to(pattern, names)))).toList();
    }

    private static String explanation(List<String> complaints, List<String> nearNames) {
        if (!complaints.isEmpty()) {
            return ": " + String.join("; ", complaints);
        }
        return nearNames.isEmpty() ? "" : ". Names like it: " + String.join(", ", nearNames);
    }

    private static List<String> complaints(Pattern pattern, List<FoundRelation> found) {
        return found.stream().filter(relation -> NamePatterns.matches(pattern, relation.id().toString()))
                .map(FoundRelation::complaint).limit(MAX_COMPLAINTS).toList();
    }

    private static List<String> schemaNames(List<FoundRelation> found) {
        return found.stream().map(relation -> relation.id().schema()).distinct().toList();
    }

    private static List<String> tableNames(List<FoundRelation> found) {
        return found.stream().map(relation -> relation.id().toString()).toList();
    }

    /** What the patterns match, but no sync can take, and a user may miss. */
    List<String> missed(List<FoundRelation> found) {
        return found.stream().filter(it -> !it.isTable() && it.missed() && takes(it.id()))
                .map(FoundRelation::complaint).toList();
    }
}
