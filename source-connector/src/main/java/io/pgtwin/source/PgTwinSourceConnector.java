package io.pgtwin.source;

import java.util.List;
import java.util.Map;

import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

import io.pgtwin.common.Version;
import io.pgtwin.common.wire.TopicNames;
import io.pgtwin.source.preflight.SourceChecks;

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

    /** Beside each option by itself, checks them together and against the live database. */
    @Override
    public Config validate(Map<String, String> properties) {
        Config config = super.validate(properties);
        if (isValid(config)) {
            SourceOptions.contradictions(properties).forEach((option, message) -> addError(config, option, message));
        }
        if (isValid(config)) {
            SourceOptions options = new SourceOptions(properties);
            SourceChecks.of(options.connection(), options.tables(), new TopicNames(options.topicPrefix()),
                    options.steps().contains(SyncStep.INCREMENTAL))
                    .forEach(finding -> addError(config, finding.option(), finding.message()));
        }
        return config;
    }

    private static boolean isValid(Config config) {
        return config.configValues().stream().allMatch(value -> value.errorMessages().isEmpty());
    }

    private static void addError(Config config, String option, String message) {
        config.configValues().stream().filter(value -> value.name().equals(option))
                .forEach(value -> value.addErrorMessage(message));
    }
}
