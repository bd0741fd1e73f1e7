package io.pgtwin.source.catalog;

import java.util.List;
import java.util.regex.Pattern;

import io.pgtwin.common.model.TableId;

/**
 * Which tables a sync takes, by patterns that match whole {@code schema.table} names.
 *
 * @param include empty for all
 */
public record TableSelection(List<Pattern> include, List<Pattern> exclude) {
    public boolean takes(TableId table) {
        boolean included = include.isEmpty() || matchesAny(include, table);
        return included && !matchesAny(exclude, table);
    }

    /** The include patterns that match none of {@code tables}: likely misspelt. */
    public List<String> patternsWithoutMatch(List<TableId> tables) {
        return include.stream().filter(pattern -> tables.stream().noneMatch(table -> matches(pattern, table)))
                .map(Pattern::pattern).toList();
    }

    private static boolean matchesAny(List<Pattern> patterns, TableId table) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, table));
    }

    private static boolean matches(Pattern pattern, TableId table) {
        return pattern.matcher(table.toString()).matches();
    }
}
