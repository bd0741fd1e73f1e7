package io.pgtwin.source.stream;

import io.pgtwin.common.model.Lsn;

/** The last place between two transactions among the events that are gathered. For one thread. */
final class Boundary {
    private Lsn lsn = Lsn.ZERO;
    private long commitMillis;
    private long transactions;
    private int events;
    private long bytes;

    /** A transaction is complete with the events gathered so far. */
    void transactionEnds(ChangeAssembler assembler, int eventsSoFar, long bytesSoFar) {
        lsn = assembler.completeUpTo();
        commitMillis = assembler.commitMillis();
        transactions += assembler.hasAdded() ? 1 : 0;
        events = eventsSoFar;
        bytes = bytesSoFar;
    }

    /** The events have been handed on. */
    void handedOn() {
        events = 0;
        bytes = 0;
    }

    /** What was gathered is dropped, and will be gathered again. */
    void forget() {
        handedOn();
        lsn = Lsn.ZERO;
    }

    /** A watermark tells of the transactions. */
    void told() {
        transactions = 0;
    }

    /** Everything committed before it has been gathered or handed on. */
    Lsn lsn() {
        return lsn;
    }

    /** When the transaction before it was committed. */
    long commitMillis() {
        return commitMillis;
    }

    /** How many with events there were since the last watermark. */
    long transactions() {
        return transactions;
    }

    /** How many of the gathered events lie before it. */
    int events() {
        return events;
    }

    long bytes() {
        return bytes;
    }
}
