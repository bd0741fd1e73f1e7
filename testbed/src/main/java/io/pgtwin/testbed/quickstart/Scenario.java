package io.pgtwin.testbed.quickstart;

/** What the quickstart shows in a testbed that runs. */
interface Scenario {
    /** Ends with a comparison: true if both databases are equal. */
    boolean runOnce();

    /** Goes on until the process is asked to end. */
    void runUntilStopped();
}
