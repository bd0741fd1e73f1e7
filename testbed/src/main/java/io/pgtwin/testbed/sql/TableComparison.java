package io.pgtwin.testbed.sql;

import java.util.Optional;

/** One table in both databases. Either side is empty when its contents could not be read; then there is a difference. */
public record TableComparison(String sourceTable, String targetTable, Optional<TableContents> source,
                              Optional<TableContents> target, Optional<TableDifference> difference) {
    public boolean equal() {
        return difference.isEmpty();
    }
}
