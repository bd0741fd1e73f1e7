package io.pgtwin.testbed.quickstart;

import java.util.List;
import java.util.regex.Pattern;

/** The stack trace with which a worker explains a failed task. */
record FailureTrace(String trace) {
    private static final String CAUSE = "Caused by: ";
    private static final Pattern FAILURE_KIND = Pattern.compile("\\[[A-Z_]+]");
    private static final Pattern EXCEPTION_CLASS = Pattern.compile("^(Caused by: )?[\\w.$]+(Exception|Error): ");

    /** The line that is meant for people: the one with pgtwin's own kind of failure, otherwise the last cause. */
    String message() {
        List<String> lines = trace.lines().filter(line -> !line.startsWith("\t")).toList();
        List<String> candidates = lines.stream().filter(line -> FAILURE_KIND.matcher(line).find()).toList();
        List<String> causes = lines.stream().filter(line -> line.startsWith(CAUSE)).toList();
        String line = !candidates.isEmpty() ? candidates.get(0)
                : !causes.isEmpty() ? causes.get(causes.size() - 1)
                : lines.stream().findFirst().orElse("no reason given");
        return EXCEPTION_CLASS.matcher(line).replaceFirst("");
    }
}
