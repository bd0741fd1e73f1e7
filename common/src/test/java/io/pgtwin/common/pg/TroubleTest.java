package io.pgtwin.common.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

class TroubleTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Trouble trouble = new Trouble("Source", Duration.ofMillis(500), Duration.ofSeconds(60));

    @Test
    void stateAndRemainingTimeAreToldOnce() {
        assertThat(trouble.failed(failure(FailureKind.CONNECTION_LOST), START)).get().asString()
                .startsWith("Source: It failed [CONNECTION_LOST]")
                .endsWith("Trying again every 500 ms, for 60 s more.");
        assertThat(trouble.failed(failure(FailureKind.CONNECTION_LOST), START.plusSeconds(1))).isEmpty();
        assertThat(trouble.failed(failure(FailureKind.CONNECTION_LOST), START.plusSeconds(59))).isEmpty();
    }

    @Test
    void anotherKindOfFailureIsAChange() {
        trouble.failed(failure(FailureKind.CONNECTION_LOST), START);

        assertThat(trouble.failed(failure(FailureKind.SERVER_NOT_READY), START.plusSeconds(20))).get().asString()
                .contains("[SERVER_NOT_READY]").endsWith("for 40 s more.");
        assertThat(trouble.failed(failure(FailureKind.SERVER_NOT_READY), START.plusSeconds(21))).isEmpty();
    }

    @Test
    void endOfTroubleIsToldOnce() {
        assertThat(trouble.worked(START)).isEmpty();
        trouble.failed(failure(FailureKind.CONNECTION_LOST), START);

        assertThat(trouble.worked(START.plusSeconds(7))).hasValue("Source: works again after 7 s");
        assertThat(trouble.worked(START.plusSeconds(8))).isEmpty();
        assertThat(trouble.failed(failure(FailureKind.CONNECTION_LOST), START.plusSeconds(100))).get().asString()
                .as("the next failure is a new one").endsWith("for 60 s more.");
    }

    @Test
    void whatIsGivenUpIsToldWithTheLastFailure() {
        trouble.failed(failure(FailureKind.CONNECTION_LOST), START);
        assertThat(trouble.isOver(START.plusSeconds(59))).isFalse();

        assertThat(trouble.failed(failure(FailureKind.TOO_MANY_CONNECTIONS), START.plusSeconds(60))).get().asString()
                .startsWith("Source: given up after 60 s").contains("[TOO_MANY_CONNECTIONS]");
        assertThat(trouble.isOver(START.plusSeconds(60))).isTrue();
        assertThat(trouble.failed(failure(FailureKind.CONNECTION_LOST), START.plusSeconds(61))).isEmpty();
    }

    private static PgTwinException failure(FailureKind kind) {
        return new PgTwinException(kind, "It failed");
    }
}
