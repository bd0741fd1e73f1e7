package io.pgtwin.testbed;

import java.nio.file.Path;
import java.util.List;

import io.pgtwin.testbed.kafka.BrokerOptions;
import io.pgtwin.testbed.kafka.WorkerOptions;
import io.pgtwin.testbed.postgres.PostgresOptions;

/**
 * What a testbed is made of.
 *
 * @param plugins component archives for the workers' plugin path
 */
record TestbedOptions(PostgresOptions source, PostgresOptions target, BrokerOptions broker, WorkerOptions worker,
                      List<Path> plugins) {
    TestbedOptions {
        plugins = List.copyOf(plugins);
    }
}
