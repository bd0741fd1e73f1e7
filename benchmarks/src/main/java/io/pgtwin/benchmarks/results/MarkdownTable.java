package io.pgtwin.benchmarks.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lines of cells as Markdown. */
public final class MarkdownTable {
    private final List<List<String>> lines = new ArrayList<>();

    public MarkdownTable(List<String> header) {
        lines.add(header);
        lines.add(Collections.nCopies(header.size(), "---"));
    }

    public void add(List<String> line) {
        lines.add(line);
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append("| ").append(String.join(" | ", line)).append(" |\n"));
        return text.toString();
    }
}
