package io.pgtwin.benchmarks;

/** A system that keeps a target in step with its source. */
interface Contestant {
    String name();

    /** Begins with a pair of databases; returns when the system has been told. */
    Running begin(Databases databases);

    /** The system at work on one pair of databases. */
    interface Running extends AutoCloseable {
        /** Whether every row of the full copy is in the target. */
        boolean isCopied();

        /** Returns when nothing is applied any more; changes from then on make a backlog. */
        void halt();

        void goOn();

        /** Leaves nothing behind outside of the two databases. */
        @Override
        void close();
    }
}
