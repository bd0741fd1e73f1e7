package io.pgtwin.integration.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The rounds of a run as a page of Markdown. */
record TortureReport(List<Outcome> outcomes, int fields, Pace pace, Duration took, boolean diskCouldBeFilled) {
    /** @param file written anew */
    void write(Path file) {
        try {
            Files.writeString(file, text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        List<String> lines = new ArrayList<>(List.of("# Torture run", "",
                "Written by `TortureTest`; CONTRIBUTING.md says how. Each round is a sync of its own: a load of"
                        + " inserts, updates,",
                "deletes, changes of keys, large values and truncates runs while its servers are struck at random."
                        + " Equal means that",
                "all rows of all tables are the same in the end, that the sums of the load's accounts agree, that no"
                        + " row went back",
                "to an older version and that no row was applied twice.", "",
                "| | |", "|---|---|",
                "| rounds | " + outcomes.size() + ", of them struck while rows were copied: "
                        + outcomes.stream().filter(Outcome::struckTheCopy).count() + " |",
                "| equal | " + outcomes.stream().filter(Outcome::isEqual).count() + " |",
                "| side by side | " + fields + " |",
                "| at most | " + pace.strikes() + " strikes and one during the copy; a process frozen for "
                + pace.freeze()
                        + " ms, a network cut for " + pace.cut() + " ms |",
                "| minutes in all | " + took.toMinutes() + " |"));
        if (!diskCouldBeFilled) {
            lines.add("| left out | the target's disk could not be filled: no file system can be mounted here |");
        }
        lines.addAll(List.of("", "## Strikes", "", "| kind | times |", "|---|---:|"));
        counts().forEach((strike, times) -> lines.add("| " + words(strike) + " | " + times + " |"));
        lines.addAll(List.of("", "## Rounds", "", "| seed | consistency | result | seconds | strikes |",
                "|---:|---|---|---:|---|"));
        outcomes.stream().sorted(Comparator.comparingLong(Outcome::seed)).map(TortureReport::row).forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private Map<Strike, Integer> counts() {
        Map<Strike, Integer> counts = new EnumMap<>(Strike.class);
        for (Strike strike : Strike.values()) {
            counts.put(strike, 0);
        }
        outcomes.stream().map(Outcome::strikes).flatMap(Collection::stream)
                .forEach(it -> counts.merge(it, 1, Integer::sum));
        return counts;
    }

    private static String row(Outcome outcome) {
        String strikes = outcome.strikes().stream().map(TortureReport::words).collect(Collectors.joining(", "));
        return "| " + outcome.seed() + " | " + outcome.consistency() + " | "
                + (outcome.isEqual() ? "equal" : "**not equal**") + " | " + outcome.took().toSeconds()
                + " | " + (outcome.struckTheCopy() ? "during the copy: " : "") + strikes + " |";
    }

    private static String words(Strike strike) {
        return strike.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
