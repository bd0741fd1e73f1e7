package io.pgtwin.integration.sync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.assertj.core.api.Assertions;

import io.pgtwin.testbed.connect.ConnectRest;
import io.pgtwin.testbed.connect.ConnectorStatus;
import io.pgtwin.testbed.connect.RestAnswerException;
import io.pgtwin.testbed.process.TestbedException;

/** Ends a test early when a connector has failed: it will not come back by itself. */
public final class ConnectorHealth {
    /** For so long a worker may still report a failure that a restart has cleared. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ConnectRest rest;
    private final List<String> connectors;
    private long lastHealthyNanos = System.nanoTime();

    public ConnectorHealth(ConnectRest rest, List<String> connectors) {
        this.rest = rest;
        this.connectors = connectors;
    }

    public void check() {
        List<String> failures = connectors.stream().flatMap(name -> failure(name).stream()).toList();
        if (failures.isEmpty()) {
            lastHealthyNanos = System.nanoTime();
        }
        if (System.nanoTime() - lastHealthyNanos > PATIENCE.toNanos()) {
            Assertions.fail("FAILED: " + String.join("\n", failures));
        }
    }

    /** Empty also for a connector that is not deployed, and while the worker does not answer. */
    private Optional<String> failure(String connector) {
        try {
            ConnectorStatus status = rest.status(connector);
            return status.isFailed() ? Optional.of(connector + ": " + status.failure()) : Optional.empty();
        } catch (RestAnswerException | TestbedException e) {
            return Optional.empty();
        }
    }
}
