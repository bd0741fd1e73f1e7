package io.pgtwin.benchmarks.workloads;

import io.pgtwin.benchmarks.data.Databases;
import io.pgtwin.benchmarks.data.Dataset;
import io.pgtwin.benchmarks.data.Markers;
import io.pgtwin.benchmarks.systems.Contestant;
import io.pgtwin.benchmarks.systems.Running;

/**
 * Changes that are made while a system is halted.
 *
 * @param script makes them
 * @param changes how many there are
 */
record Backlog(Dataset data, String script, long changes) {
    /** Returns a system that has copied the rows and is halted. */
    static Running halted(Contestant contestant, Databases databases) {
        Running running = contestant.begin(databases);
        try {
            Waiting.until(running, "the full copy before the changes", running::isCopied);
            running.halt();
            return running;
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    Markers make(Databases databases) {
        databases.source().execute(script);
        Markers markers = Markers.insert(databases);
        databases.settle();
        return markers;
    }
}
