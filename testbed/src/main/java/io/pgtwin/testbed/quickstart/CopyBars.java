package io.pgtwin.testbed.quickstart;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** One bar per table on a terminal. */
final class CopyBars implements CopyDisplay {
    private static final int UPDATE_INTERVAL_MS = 250;
    private static final DecimalFormat SPEED = new DecimalFormat("#,##0' rows'",
            DecimalFormatSymbols.getInstance(Locale.ROOT));

    private final Map<String, ProgressBar> bars = new LinkedHashMap<>();

    CopyBars(List<TableProgress> tables) {
        int width = tables.stream().mapToInt(table -> table.table().length()).max().orElse(1);
        tables.forEach(table -> bars.put(table.table(), bar(table, width)));
    }

    @Override
    public void show(List<TableProgress> tables) {
        tables.stream().filter(table -> bars.containsKey(table.table())).forEach(this::show);
    }

    /** The bar of a table that is complete is closed: it stays on the screen with its time and its speed. */
    private void show(TableProgress table) {
        ProgressBar bar = bars.get(table.table());
        if (bar.getCurrent() == 0 && table.rows() > 0) {
            bar.reset();    // its time begins when its turn has come
        }
        // an estimate that was too low must not show a copy as finished
        bar.maxHint(table.copied() ? table.rows() : Math.max(table.expected(), table.rows() + 1));
        bar.stepTo(table.rows());
        if (table.copied()) {
            bars.remove(table.table()).close();
        }
    }

    @Override
    public void close() {
        bars.values().forEach(ProgressBar::close);
    }

    private static ProgressBar bar(TableProgress table, int width) {
        return new ProgressBarBuilder().setTaskName(("%-" + width + "s").formatted(table.table()))
                .setInitialMax(Math.max(1, table.expected())).setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_INTERVAL_MS).showSpeed(SPEED).hideEta().build();
    }
}
