package io.pgtwin.sink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

import io.pgtwin.common.Version;
import io.pgtwin.common.config.Precheck;

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
