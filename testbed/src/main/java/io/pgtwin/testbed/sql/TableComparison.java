package io.pgtwin.testbed.sql;

import java.util.Optional;

/** One table in both databases. Both sides are empty when they could not be read; then there is a difference. */
public record TableComparison(String sourceTable, String targetTable, Optional<TableContents> source,
                              Optional<TableContents> target, Optional<TableDifference> difference) {
    public boolean equal() {
        return difference.isEmpty();
    }
}
