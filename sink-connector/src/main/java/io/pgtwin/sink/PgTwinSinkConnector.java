package io.pgtwin.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;

import io.pgtwin.common.Version;
import io.pgtwin.common.config.Precheck;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.sink.progress.AlteredOffsets;
import io.pgtwin.sink.progress.ProgressTables;

/** Applies what pgtwin sources write to Kafka to a PostgreSQL database. Every task has the same configuration. */
public final class PgTwinSinkConnector extends SinkConnector {
    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> given) {
        properties = Map.copyOf(given);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return PgTwinSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (int task = 0; task < maxTasks; task++) {
            Map<String, String> config = new HashMap<>(properties);
            config.put(SinkOptions.TASK, String.valueOf(task));
            configs.add(config);
        }
        return configs;
    }

    @Override
    public void stop() {
        properties = Map.of();
    }

    @Override
    public ConfigDef config() {
        return SinkOptions.definition();
    }

    /**
     * Sets what the target has applied; Connect calls it while the connector is stopped. A sink's progress is in the
     * target, so altering the consumer group alone would change nothing.
     */
    @Override
    public boolean alterOffsets(Map<String, String> given, Map<TopicPartition, Long> offsets) {
        offsets.forEach((partition, offset) -> {
            if (offset != null && offset < 0) {
                throw new ConnectException("The offset of " + partition + " is " + offset + "; expected 0 or more, or"
                        + " null to remove the partition's progress");
            }
        });
        SinkOptions options = new SinkOptions(given);
        Sessions sessions = new Sessions(options.connection().settings("pgtwin offsets " + options.connector()));
        try (Connection connection = sessions.open()) {
            new ProgressTables(connection, options.progressSchema()).createIfAbsent();
            new AlteredOffsets(connection, options.progressSchema(), options.connector()).write(offsets);
            return true;
        } catch (SQLException | PgTwinException e) {
            throw new ConnectException(e.getMessage(), e);
        }
    }

    /** Checks the options, and the target too if they are all right. */
    @Override
    public Config validate(Map<String, String> given) {
        Config config = super.validate(given);
        SinkOptions.obstaclesToWholeTransactions(given).forEach(obstacle -> config.configValues().stream()
                .filter(value -> value.name().equals(SinkOptions.CONSISTENCY))
                .forEach(value -> value.addErrorMessage(obstacle)));
        if (Precheck.isSound(config)) {
            new SinkOptions(given).connection().precheck().run(() -> new SinkPrechecks(given).results(), config);
        }
        return config;
    }
}
