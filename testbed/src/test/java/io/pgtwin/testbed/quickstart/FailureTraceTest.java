package io.pgtwin.testbed.quickstart;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailureTraceTest {
    @Test
    void messageIsTheLineWithAKindOfFailure() {
        FailureTrace trace = new FailureTrace("""
                org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception.
                \tat org.apache.kafka.connect.runtime.WorkerSinkTask.deliverMessages(WorkerSinkTask.java:1)
                Caused by: org.apache.kafka.connect.errors.ConnectException: Slot 'a' is lost [SLOT_LOST] Drop it.
                \tat io.pgtwin.Somewhere.fails(Somewhere.java:2)
                Caused by: org.postgresql.util.PSQLException: ERROR: whatever
                """);

        assertThat(trace.message()).isEqualTo("Slot 'a' is lost [SLOT_LOST] Drop it.");
    }

    @Test
    void messageIsTheLastCauseOfAnUnknownFailure() {
        FailureTrace trace = new FailureTrace("""
                java.lang.IllegalStateException: outer
                \tat a.B.c(B.java:1)
                Caused by: java.io.IOException: disk is full
                \t... 3 more
                """);

        assertThat(trace.message()).isEqualTo("disk is full");
    }

    @Test
    void emptyTraceIsAdmitted() {
        assertThat(new FailureTrace("").message()).isEqualTo("no reason given");
    }
}
