package io.pgtwin.source.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names that somebody may have meant who wrote a pattern that matches none. Upper and lower case count as the same. */
final class NearNames {
    private static final int MAX_NAMES = 3;
    /** One wrong letter in so many is a slip; more are another name. */
    private static final int LETTERS_PER_SLIP = 4;
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private NearNames() {}

    private record Candidate(String name, int distance) {}

    /** The nearest first; none if all are too far away. A pattern that lacks the schema is compared without it. */
    static List<String> to(Pattern pattern, Collection<String> names) {
        String wanted = ESCAPE.matcher(pattern.pattern()).replaceAll("$1").toLowerCase(Locale.ROOT);
        int tolerance = Math.max(1, wanted.length() / LETTERS_PER_SLIP);
        return names.stream().map(name -> new Candidate(name, nearest(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance() <= tolerance)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name).limit(MAX_NAMES).toList();
    }

    private static int nearest(String wanted, String name) {
        int whole = distance(wanted, name);
        int dot = name.indexOf('.');
        return dot < 0 ? whole : Math.min(whole, distance(wanted, name.substring(dot + 1)));
    }

    /** How many letters to insert, delete or replace to come from one to the other. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
