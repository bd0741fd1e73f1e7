package io.pgtwin.testbed.quickstart;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A line now and then, and one for each table that is complete. */
final class CopyLines implements CopyDisplay {
    private final Screen screen;
    private final Set<String> complete = new HashSet<>();
    private final long startNanos = System.nanoTime();

    CopyLines(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void show(List<TableProgress> tables) {
        long rows = tables.stream().mapToLong(TableProgress::rows).sum();
        long expected = tables.stream().mapToLong(table -> Math.max(table.rows(), table.expected())).sum();
        tables.stream().filter(TableProgress::copied).filter(table -> complete.add(table.table()))
                .forEach(table -> screen.line("%s: all %,d rows".formatted(table.table(), table.rows())));
        if (complete.size() < tables.size()) {
            screen.live("copied %,d of about %,d rows, %s; %d of %d tables complete".formatted(rows, expected,
                    Rate.since(startNanos, rows).rows(), complete.size(), tables.size()));
        }
    }

    @Override
    public void close() {
        // every line stands already
    }
}
