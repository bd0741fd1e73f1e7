package io.pgtwin.source;

import java.util.List;
import java.util.Map;

import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

import io.pgtwin.common.Version;
import io.pgtwin.common.config.Precheck;
import io.pgtwin.common.failure.PgTwinException;

/** Reads a PostgreSQL database: a consistent parallel copy, then every change. Always one task. */
public final class PgTwinSourceConnector extends SourceConnector {
    private Map<String, String> properties;

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        this.properties = Map.copyOf(properties);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return PgTwinSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(properties);
    }

    @Override
    public void stop() {
        // the task holds everything
    }

    @Override
    public ConfigDef config() {
        return SourceOptions.definition();
    }

    /** All that is sent carries the position at which it goes on. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> given) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> given) {
        return ConnectorTransactionBoundaries.SUPPORTED;
    }

    /** Connect calls it while the connector is stopped, and then stores the offsets by itself. */
    @Override
    public boolean alterOffsets(Map<String, String> given, Map<Map<String, ?>, Map<String, ?>> offsets) {
        try {
            new OffsetAlteration(new SourceOptions(given)).check(offsets);
            return true;
        } catch (PgTwinException e) {
            throw new ConnectException(e.getMessage(), e);
        }
    }

    /**
     * Beside each option by itself, checks them together and against the live database, and offers what may be
     * selected.
     */
    @Override
    public Config validate(Map<String, String> properties) {
        // beside the checks, because both may wait for the server
        SelectableNames offered = SelectableNames.reading(properties);
        Config config = checked(properties);
        offered.addTo(config);
        return config;
    }

    private Config checked(Map<String, String> properties) {
        Config config = super.validate(properties);
        if (Precheck.isSound(config)) {
            SourceOptions.contradictions(properties)
                    .forEach((option, message) -> Precheck.addError(config, option, message));
        }
        if (Precheck.isSound(config)) {
            new SourceOptions(properties).connection().precheck()
                    .run(() -> new SourcePrechecks(properties).results(), config);
        }
        return config;
    }
}
