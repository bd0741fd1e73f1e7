package io.pgtwin.source.stream;

import io.pgtwin.common.model.Lsn;

/** The last place between two transactions among the events that are gathered. For one thread. */
final class Boundary {
    private Lsn lsn = Lsn.ZERO;
    private long commitMillis;
    /** With events, since the last watermark: those that were handed on, and those that are gathered. */
    private long handedOn;
    private long gathered;
    private int events;
    private long bytes;

    /** A transaction is complete with the events gathered so far. */
    void transactionEnds(ChangeAssembler assembler, int eventsSoFar, long bytesSoFar) {
        lsn = assembler.completeUpTo();
        commitMillis = assembler.commitMillis();
        gathered += assembler.hasAdded() ? 1 : 0;
        events = eventsSoFar;
        bytes = bytesSoFar;
    }

    /** The events have been handed on. */
    void handedOn() {
        handedOn += gathered;
        dropGathered();
    }

    /** What was gathered is dropped, and will be gathered again. */
    void forget() {
        dropGathered();
        lsn = Lsn.ZERO;
    }

    private void dropGathered() {
        gathered = 0;
        events = 0;
        bytes = 0;
    }

    /** A watermark tells of the transactions. */
    void told() {
        handedOn = 0;
        gathered = 0;
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
        return handedOn + gathered;
    }

    /** How many of the gathered events lie before it. */
    int events() {
        return events;
    }

    long bytes() {
        return bytes;
    }
}
