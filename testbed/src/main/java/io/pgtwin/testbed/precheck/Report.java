package io.pgtwin.testbed.precheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.pgtwin.common.config.CheckResult;

/**
 * Results of checks as a table: status, name and what was found; under that what to do, each statement on a line of its
 * own so that it can be pasted.
 */
public final class Report {
    private static final String LINE = "  %-8s %-28s %s%n";
    private static final String MORE = "  %-8s %-28s -> %s%n";

    private final StringBuilder text = new StringBuilder();
    private final List<CheckResult> all = new ArrayList<>();

    void section(String title) {
        text.append(String.format("%n%s%n", title));
    }

    void add(List<CheckResult> results) {
        results.forEach(this::add);
    }

    private void add(CheckResult result) {
        all.add(result);
        text.append(String.format(LINE, status(result), result.check(), result.found()));
        if (!result.needed().isEmpty()) {
            text.append(String.format(MORE, "", result.isOk() ? "" : "(" + result.option() + ")", result.needed()));
        }
        result.sql().forEach(sql -> text.append(String.format(MORE, "", "", sql)));
    }

    private static String status(CheckResult result) {
        return result.isFailed() ? "FAILED" : result.status().name().toLowerCase(Locale.ROOT);
    }

    void line(String line) {
        text.append("  ").append(line).append(System.lineSeparator());
    }

    /** Of all sections. */
    public List<CheckResult> results() {
        return List.copyOf(all);
    }

    boolean hasFailures() {
        return all.stream().anyMatch(CheckResult::isFailed);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
