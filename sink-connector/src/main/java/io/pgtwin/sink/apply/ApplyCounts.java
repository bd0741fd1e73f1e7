package io.pgtwin.sink.apply;

/** What an attempt to apply came across; added to the totals only if the attempt is committed. For one thread. */
public final class ApplyCounts {
    private long rows;
    private long conflicts;
    private long deletesOfMissingRows;
    private long updatesSkipped;

    void addRows(long count) {
        rows += count;
    }

    void addConflicts(long count) {
        conflicts += count;
    }

    void addDeletesOfMissingRows(long count) {
        deletesOfMissingRows += count;
    }

    void addUpdatesSkipped(long count) {
        updatesSkipped += count;
    }

    void add(ApplyCounts other) {
        rows += other.rows;
        conflicts += other.conflicts;
        deletesOfMissingRows += other.deletesOfMissingRows;
        updatesSkipped += other.updatesSkipped;
    }

    /** Events that were applied. */
    public long rows() {
        return rows;
    }

    /** Inserts whose key was taken and updates whose row was missing, where the source's row won. */
    public long conflicts() {
        return conflicts;
    }

    public long deletesOfMissingRows() {
        return deletesOfMissingRows;
    }

    /** Updates during catch-up whose row is missing because it was deleted later. */
    public long updatesSkipped() {
        return updatesSkipped;
    }
}
