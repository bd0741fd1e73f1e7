package io.pgtwin.sink.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Ordered rules {@code from => to}, separated by {@code ;}. The first rule whose pattern matches the whole name wins.
 */
final class MappingRules {
    private static final String ARROW = "=>";

    private final List<Rule> rules;

    /** @param to may use {@code $1} and so on for the groups of {@code from} */
    private record Rule(Pattern from, String to) {}

    private MappingRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** @throws IllegalArgumentException if the text is malformed; the message says what is expected */
    static MappingRules parse(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String rule : text.split(";")) {
            if (!rule.isBlank()) {
                rules.add(parseRule(rule.strip()));
            }
        }
        return new MappingRules(rules);
    }

    private static Rule parseRule(String rule) {
        int arrow = rule.indexOf(ARROW);
        if (arrow < 0 || rule.indexOf(ARROW, arrow + 1) >= 0) {
            throw new IllegalArgumentException("rule '" + rule + "' is not of the form from => to");
        }
        String from = rule.substring(0, arrow).strip();
        String to = rule.substring(arrow + ARROW.length()).strip();
        if (from.isEmpty() || to.isEmpty()) {
            throw new IllegalArgumentException("rule '" + rule + "' lacks a name beside =>");
        }
        return new Rule(pattern(from), checked(to, from));
    }

    private static Pattern pattern(String from) {
        try {
            return Pattern.compile(from);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + from + "' is no regular expression: " + e.getDescription());
        }
    }

    /** A replacement that names a group which is not there would only fail when the first name matches. */
    private static String checked(String to, String from) {
        int groups = Pattern.compile(from).matcher("").groupCount();
        Matcher reference = Pattern.compile("\\$(\\d)").matcher(to);
        while (reference.find()) {
            if (Integer.parseInt(reference.group(1)) > groups) {
                throw new IllegalArgumentException("'" + to + "' uses " + reference.group() + ", but '" + from
                        + "' has "
                        + groups + " groups");
            }
        }
        return to;
    }

    List<String> targets() {
        return rules.stream().map(Rule::to).toList();
    }

    /** @return what the first matching rule makes of the name, or empty if none matches */
    Optional<String> apply(String name) {
        for (Rule rule : rules) {
            Matcher matcher = rule.from().matcher(name);
            if (matcher.matches()) {
                StringBuilder mapped = new StringBuilder();
                matcher.appendReplacement(mapped, rule.to());
                return Optional.of(mapped.toString());
            }
        }
        return Optional.empty();
    }
}
