package io.pgtwin.common.config;

import java.util.List;
import java.util.function.Supplier;

import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a finding of a live check does. */
public enum Precheck {
    /** It is an error of the option that causes it. */
    FAIL,
    /** It is logged. */
    WARN,
    /** Nothing is checked. */
    OFF;

    private static final Logger LOG = LoggerFactory.getLogger(Precheck.class);

    /** Makes the checks unless they are off, and reports what they find. Warnings are logged, never errors. */
    public void run(Supplier<List<CheckResult>> checks, Config config) {
        if (this == OFF) {
            return;
        }
        for (CheckResult result : checks.get()) {
            if (this == FAIL && result.isFailed()) {
                addError(config, result.option(), result.message());
            } else if (!result.isOk()) {
                LOG.warn("Precheck '{}' ({}): {}", result.check(), result.option(), result.message());
            }
        }
    }

    /** Whether no option has an error so far. */
    public static boolean isSound(Config config) {
        return config.configValues().stream().allMatch(value -> value.errorMessages().isEmpty());
    }

    public static void addError(Config config, String option, String message) {
        ConfigValue value = config.configValues().stream().filter(it -> it.name().equals(option)).findFirst()
                .orElseThrow();
        value.addErrorMessage(message);
    }
}
