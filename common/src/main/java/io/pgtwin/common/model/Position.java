package io.pgtwin.common.model;

/**
 * Where an event stands in the source's history. The positions of the records of one table only grow (invariant B),
 * except for a resend after a restart, which repeats a part exactly; so a position that is not above the last applied
 * one belongs to an event that was applied already.
 *
 * <p>Event LSNs alone are not monotonic: transactions overlap in the WAL and arrive in the order of their commits.
 * The order is therefore that of the commit, then of the event, then of the events that share one WAL record.
 *
 * @param commitLsn where the commit record of the event's transaction starts
 * @param lsn where the event itself stands
 * @param seq numbers the events that share one {@code lsn}, from 0 (a multi-row insert is one WAL record)
 */
public record Position(Lsn commitLsn, Lsn lsn, long seq) implements Comparable<Position> {
    public static final Position START = new Position(Lsn.ZERO, Lsn.ZERO, 0);

    /**
     * The position of a row of the full copy. It stands above every change that the row's snapshot sees and below every
     * other one: the commit record of a transaction that the snapshot does not see may start exactly at its LSN, so the
     * copy is filed just below that.
     *
     * @param snapshotLsn of the snapshot that the row was read under; grows with each new snapshot of a sync
     * @param number counts the rows of the table under this snapshot, from 1; 0 is that the table is emptied before
     *     them
     */
    public static Position ofCopiedRow(Lsn snapshotLsn, long number) {
        return new Position(snapshotLsn.predecessor(), snapshotLsn, number);
    }

    /** Whether it is one of {@link #ofCopiedRow}: no change stands above the commit of its own transaction. */
    public boolean isOfCopiedRow() {
        return lsn.isAfter(commitLsn);
    }

    /** The position that says: everything committed before {@code lsn} has been seen, and nothing of what follows. */
    public static Position upTo(Lsn lsn) {
        return new Position(lsn, Lsn.ZERO, 0);
    }

    public boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Position other) {
        int byCommit = commitLsn.compareTo(other.commitLsn);
        if (byCommit != 0) {
            return byCommit;
        }
        int byLsn = lsn.compareTo(other.lsn);
        return byLsn != 0 ? byLsn : Long.compareUnsigned(seq, other.seq);
    }

    @Override
    public String toString() {
        return "(" + commitLsn + ", " + lsn + ", " + seq + ")";
    }
}
