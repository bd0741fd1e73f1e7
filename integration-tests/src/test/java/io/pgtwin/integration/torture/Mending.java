package io.pgtwin.integration.torture;

import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.connect.ConnectorStatus;
import io.pgtwin.testbed.connect.RestAnswerException;
import io.pgtwin.testbed.process.TestbedException;

/** What a person does after the target's disk was full: restarts what has failed because of that, and nothing else. */
final class Mending {
    static final String OUT_OF_SPACE = "[OUT_OF_SPACE]";

    private Mending() {
    }

    /** False also while the worker does not answer. */
    static boolean isNeeded(Sync sync) {
        try {
            ConnectorStatus sink = sync.rest().status(sync.sinkConnector().name());
            return sink.tasks().stream().anyMatch(task -> task.trace().contains(OUT_OF_SPACE));
        } catch (RestAnswerException | TestbedException e) {
            return false;
        }
    }

    static void of(Sync sync) {
        if (isNeeded(sync)) {
            Demand.of("what failed restarts", () -> sync.rest().restartFailed(sync.sinkConnector().name()));
        }
    }
}
