package io.pgtwin.testbed.quickstart;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Watches the full copy until the rows of all tables are in the target. */
record FullCopy(Screen screen, Deployment deployment, TargetProgress progress, List<String> tables) {
    void await() {
        long startNanos = System.nanoTime();
        Map<String, Long> estimates = estimates();
        Patience patience = new Patience("rows of the full copy should arrive in the target");
        List<TableProgress> state = state(estimates);
        try (CopyDisplay display = CopyDisplay.on(screen, state)) {
            while (!state.stream().allMatch(TableProgress::copied)) {
                deployment.check();
                patience.pause(state);
                state = state(estimates);
                display.show(state);
            }
        }
        long rows = state.stream().mapToLong(TableProgress::rows).sum();
        Rate rate = Rate.since(startNanos, rows);
        screen.line("%,d rows of %d tables in %.1f s: %s".formatted(rows, state.size(), rate.time().toMillis() / 1000.0,
                rate.rows()));
    }

    /** What the sink says, or the source's estimate where the sink has not heard of a table yet. */
    private List<TableProgress> state(Map<String, Long> estimates) {
        Map<String, TableProgress> known = progress.tables().stream()
                .collect(Collectors.toMap(TableProgress::table, Function.identity()));
        return tables.stream().map(table -> known.getOrDefault(table,
                new TableProgress(table, 0, estimates.getOrDefault(table, 0L), false))).toList();
    }

    private Map<String, Long> estimates() {
        Map<String, Long> estimates = new HashMap<>();
        progress.source().rows(SqlResource.read("estimated-rows.sql"))
                .forEach(row -> estimates.put(row.get(0), Long.valueOf(row.get(1))));
        return estimates;
    }
}
