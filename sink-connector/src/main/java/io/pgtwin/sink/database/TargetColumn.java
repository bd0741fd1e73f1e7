package io.pgtwin.sink.database;

/**
 * A column of a target table as the target's catalog has it.
 *
 * @param type as {@code format_type} spells it under an empty search path
 * @param baseType the type under the domains that {@code type} may be, else the same
 * @param hasDefault whether an insert may leave it out although it is NOT NULL; identity columns have one too
 * @param generated whether the server computes it, so that it cannot be written
 * @param identityAlways whether an update cannot set it, and an insert only with OVERRIDING SYSTEM VALUE
 */
public record TargetColumn(String name, String type, String baseType, boolean notNull, boolean hasDefault,
        boolean generated, boolean identityAlways) {}
