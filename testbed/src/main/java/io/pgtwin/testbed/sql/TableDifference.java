package io.pgtwin.testbed.sql;

/** One table that is not the same in both databases, and why; never with values of rows. */
public record TableDifference(String sourceTable, String targetTable, String reason) {
    @Override
    public String toString() {
        String names = sourceTable.equals(targetTable) ? sourceTable : sourceTable + " => " + targetTable;
        return names + ": " + reason;
    }
}
