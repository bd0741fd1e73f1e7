package io.pgtwin.testbed.quickstart;

import java.util.List;
import java.util.Optional;

import io.pgtwin.testbed.sql.ContentComparison;
import io.pgtwin.testbed.sql.TableComparison;
import io.pgtwin.testbed.sql.TableContents;

/** Compares both databases completely and prints a line per table: rows on both sides, and the verdict. */
record ComparisonTable(Screen screen, TargetProgress progress) {
    private static final String LINE = "%-30s %12s %12s  %s";
    private static final int CHECKSUM_DIGITS = 12;

    /** True if all tables are equal. */
    boolean print(List<String> tables) {
        screen.line(LINE.formatted("table", "source rows", "target rows", "contents"));
        long different = ContentComparison.between(progress.source(), progress.target()).compare(tables, this::line)
                .stream().filter(table -> !table.equal()).count();
        screen.line(different == 0 ? "The databases are EQUAL: " + tables.size() + " tables, every value of every row."
                : "The databases are DIFFERENT in " + different + " of " + tables.size() + " tables.");
        return different == 0;
    }

    private void line(TableComparison table) {
        String verdict = table.difference().map(difference -> "DIFFERENT: " + difference.reason())
                .orElseGet(() -> "equal, checksum " + checksum(table));
        screen.line(LINE.formatted(table.sourceTable(), rows(table.source()), rows(table.target()), verdict));
    }

    private static String rows(Optional<TableContents> contents) {
        return contents.map(found -> "%,d".formatted(found.rows())).orElse("-");
    }

    /** Some digits of it are enough for the eye; the comparison used all. */
    private static String checksum(TableComparison table) {
        String digits = table.source().map(TableContents::checksum).orElse("").replaceAll("[^0-9]", "");
        return digits.substring(0, Math.min(CHECKSUM_DIGITS, digits.length()));
    }
}
