package io.pgtwin.sink.database;

import java.util.Map;
import java.util.Set;

import io.pgtwin.common.pg.TypeName;

/**
 * Whether a target column takes every value of a source column as it is, or refuses it aloud; a type that would round,
 * cut or reinterpret values in silence does not fit. Only what is built into PostgreSQL can be judged; other types fit,
 * and refuse what they do not know.
 */
public final class TypeFit {
    private static final Set<String> TEXT = Set.of("text", "character varying");
    private static final Set<String> FLOATS = Set.of("real", "double precision");
    private static final String NUMERIC = "numeric";

    /** The types beside its own that take the values of a type. A narrower integer refuses what is too large for it. */
    private static final Map<String, Set<String>> OTHERS = Map.ofEntries(
            Map.entry("smallint", Set.of("integer", "bigint", NUMERIC, "real", "double precision")),
            Map.entry("integer", Set.of("smallint", "bigint", NUMERIC, "double precision")),
            Map.entry("bigint", Set.of("smallint", "integer", NUMERIC)),
            Map.entry("real", Set.of("double precision")),
            Map.entry("oid", Set.of("bigint", NUMERIC)),
            Map.entry("date", Set.of("timestamp without time zone")),
            Map.entry("cidr", Set.of("inet")),
            Map.entry("bit", Set.of("bit varying")),
            Map.entry("bit varying", Set.of("bit")),
            Map.entry("json", Set.of("jsonb")),
            Map.entry("jsonb", Set.of("json")));

    private TypeFit() {}

    /** @param source and {@code target} as {@code format_type} spells them */
    public static boolean fits(String source, String target) {
        return source.equals(target) || fits(TypeName.parse(source), TypeName.parse(target));
    }

    private static boolean fits(TypeName source, TypeName target) {
        if (!source.isBuiltIn() || !target.isBuiltIn()) {
            return true;
        }
        if (!target.isArray() && TEXT.contains(target.name())) {
            return true;
        }
        if (source.isArray() != target.isArray()) {
            return false;
        }
        if (source.name().equals(target.name()) || isWiderInterval(source.name(), target.name())) {
            return modifiersFit(source, target);
        }
        return TEXT.contains(target.name())
                || OTHERS.getOrDefault(source.name(), Set.of()).contains(target.name()) && keepsIntegers(target)
                || source.name().equals(NUMERIC) && isInteger(target) && source.hasModifiers()
                        && source.modifier(1, 0) == 0
                || FLOATS.contains(source.name()) && target.name().equals(NUMERIC) && !target.hasModifiers();
    }

    private static boolean isWiderInterval(String source, String target) {
        return target.equals("interval") && source.startsWith("interval ");
    }

    private static boolean isInteger(TypeName type) {
        return Set.of("smallint", "integer", "bigint").contains(type.name());
    }

    /** A negative scale rounds even integers. */
    private static boolean keepsIntegers(TypeName target) {
        return !target.name().equals(NUMERIC) || target.modifier(1, 0) >= 0;
    }

    /** Too few digits before the point, or too few characters, are refused aloud; too few behind it are rounded. */
    private static boolean modifiersFit(TypeName source, TypeName target) {
        if (!target.hasModifiers()) {
            return true;
        }
        if (source.name().equals(NUMERIC)) {
            return source.hasModifiers() && target.modifier(1, 0) >= source.modifier(1, 0);
        }
        if (source.name().startsWith("time") || source.name().startsWith("interval")) {
            return target.modifier(0, TypeName.MAX_SECOND_DIGITS) >= source.modifier(0, TypeName.MAX_SECOND_DIGITS);
        }
        return true;
    }
}
