package io.pgtwin.source.catalog;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Regular expressions that match whole names.
 *
 * @param include empty for all
 */
public record NamePatterns(List<Pattern> include, List<Pattern> exclude) {
    /** Excluding is stronger than including. */
    boolean admit(String name) {
        return (include.isEmpty() || matchesAny(include, name)) && !excludes(name);
    }

    boolean excludes(String name) {
        return matchesAny(exclude, name);
    }

    public static boolean matchesAny(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    public static boolean matches(Pattern pattern, String name) {
        return pattern.matcher(name).matches();
    }
}
