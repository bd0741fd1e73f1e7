package io.pgtwin.common.pg;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A type's name, as {@code format_type} spells it under an empty search path, taken apart:
 * {@code timestamp(3) without time zone[]} is {@code timestamp without time zone} with the modifier 3, and an array.
 */
public record TypeName(String name, List<Integer> modifiers, boolean isArray) {
    /** What a time or interval without modifier holds. */
    public static final int MAX_SECOND_DIGITS = 6;

    private static final Pattern PARTS =
            Pattern.compile("([a-z0-9 ]+|\"char\")(\\((-?\\d+(?:,-?\\d+)*)\\))?([a-z ]*)(\\[])*");
    private static final int MODIFIERS = 3;
    private static final int REST = 4;
    private static final int BRACKETS = 5;

    /** A name that is not built in is kept as a whole. */
    public static TypeName parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return new TypeName(text, List.of(), false);
        }
        List<Integer> modifiers = parts.group(MODIFIERS) == null ? List.of()
                : Stream.of(parts.group(MODIFIERS).split(",")).map(Integer::valueOf).toList();
        return new TypeName(parts.group(1) + parts.group(REST), modifiers, parts.group(BRACKETS) != null);
    }

    /** Under an empty search path all other types carry their schema. */
    public boolean isBuiltIn() {
        return PARTS.matcher(name).matches();
    }

    public boolean hasModifiers() {
        return !modifiers.isEmpty();
    }

    public int modifier(int position, int otherwise) {
        return position < modifiers.size() ? modifiers.get(position) : otherwise;
    }
}
