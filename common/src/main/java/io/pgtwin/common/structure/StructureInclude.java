package io.pgtwin.common.structure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Kinds of objects that are carried only if somebody names them. */
public enum StructureInclude {
    /** Functions and procedures in the schemas of the tables, and those elsewhere that anything carried needs. */
    FUNCTIONS,
    /** Views and materialized views in the schemas of the tables. */
    VIEWS,
    /** Triggers of the tables, with whether and when they fire. */
    TRIGGERS,
    /** Policies of the tables, and whether row level security is on. */
    POLICIES,
    /** Rights on the tables, their columns and the sequences that these own. */
    GRANTS;

    /** All as users write them. */
    public static final List<String> TEXTS = Stream.of(values()).map(StructureInclude::text).toList();

    /** As users write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such kind */
    public static StructureInclude of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
