package io.pgtwin.testbed.quickstart;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.pgtwin.testbed.connect.ConnectRest;
import io.pgtwin.testbed.connect.ConnectorStatus;
import io.pgtwin.testbed.connect.RestAnswerException;
import io.pgtwin.testbed.connect.Validation;

/** The pair of connectors in a worker, put there and watched through its REST interface. */
record Deployment(ConnectRest rest, ConnectorFile source, ConnectorFile sink) {
    private static final int NOT_FOUND = 404;

    /** Fails with everything that the worker and the connectors find wrong; nothing is changed anywhere. */
    void validate() {
        validate(source);
        validate(sink);
    }

    /** Which one comes first makes no difference. */
    void create() {
        rest.create(source.name(), source.options());
        rest.create(sink.name(), sink.options());
    }

    /** Fails with the first failed connector's or task's own words. */
    void check() {
        Stream.of(source, sink).forEach(this::check);
    }

    String topicPrefix() {
        return source.option("topic.prefix");
    }

    /** The name that the source connector makes from the prefix. */
    String slot() {
        return "pgtwin_" + topicPrefix();
    }

    private void validate(ConnectorFile connector) {
        Validation validation = rest.validate(connector.option("connector.class"), withName(connector));
        if (validation.errorCount() == 0) {
            return;
        }
        List<String> findings = validation.errors().values().stream().flatMap(List::stream).distinct().toList();
        throw new QuickstartException("The worker refuses " + connector.name() + ": "
                + String.join("\n    ", findings));
    }

    private static Map<String, String> withName(ConnectorFile connector) {
        return connector.with(Map.of("name", connector.name())).options();
    }

    private void check(ConnectorFile connector) {
        status(connector.name()).filter(ConnectorStatus::isFailed).ifPresent(status -> {
            throw new QuickstartException(connector.name() + " has FAILED: "
                    + new FailureTrace(status.failure()).message());
        });
    }

    /** Empty as long as the worker has not begun with the connector. */
    private Optional<ConnectorStatus> status(String name) {
        try {
            return Optional.of(rest.status(name));
        } catch (RestAnswerException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
