package io.pgtwin.testbed;

import io.pgtwin.testbed.containers.ContainerBroker;
import io.pgtwin.testbed.containers.ContainerPostgres;
import io.pgtwin.testbed.kafka.BrokerOptions;
import io.pgtwin.testbed.kafka.KafkaBroker;
import io.pgtwin.testbed.postgres.PostgresOptions;
import io.pgtwin.testbed.postgres.PostgresServer;

/** Containers; needs a Docker engine. */
record ContainerBackend(TestbedFolder folder) implements Backend {
    @Override
    public PostgresServer postgres(String name, PostgresOptions options) {
        return new ContainerPostgres(name, options, folder.logs());
    }

    @Override
    public KafkaBroker broker(String name, BrokerOptions options) {
        return new ContainerBroker(name, options, folder.logs());
    }
}
