package io.pgtwin.testbed;

import io.pgtwin.testbed.kafka.BrokerOptions;
import io.pgtwin.testbed.kafka.KafkaBroker;
import io.pgtwin.testbed.kafka.LocalBroker;
import io.pgtwin.testbed.postgres.LocalPostgres;
import io.pgtwin.testbed.postgres.PostgresOptions;
import io.pgtwin.testbed.postgres.PostgresServer;

/** Processes of this machine, from Maven artifacts. */
record LocalBackend(TestbedFolder folder) implements Backend {
    @Override
    public PostgresServer postgres(String name, PostgresOptions options) {
        return new LocalPostgres(name, options, folder.data(), folder.logs());
    }

    @Override
    public KafkaBroker broker(String name, BrokerOptions options) {
        return new LocalBroker(name, options, folder.data(), folder.logs(), folder.logging());
    }
}
