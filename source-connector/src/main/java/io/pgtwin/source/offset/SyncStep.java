package io.pgtwin.source.offset;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a sync does, in this order; users choose any non-empty subset. */
public enum SyncStep {
    /** The tables' definitions. */
    STRUCTURE,
    /** The rows that exist at the consistent point. */
    FULL,
    /** The changes from the consistent point on. */
    INCREMENTAL;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As users write it. */
    public String text() {
        return text;
    }

    /** @throws IllegalArgumentException if there is no such step */
    public static SyncStep of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** As users write them: in their order, separated by commas. */
    public static String text(Set<SyncStep> steps) {
        return EnumSet.copyOf(steps).stream().map(SyncStep::text).collect(Collectors.joining(","));
    }
}
