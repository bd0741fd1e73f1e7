package io.pgtwin.testbed;

import java.util.Map;

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
    public PostgresServer standby(String name, PostgresServer primary, PostgresOptions options,
            Map<String, String> settings) {
        PostgresOptions all = options.withSetting("primary_conninfo", "host=" + primary.host() + " port="
                + primary.port()
                + " user=" + primary.user() + " password=" + primary.password() + " dbname=" + options.database());
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            all = all.withSetting(setting.getKey(), setting.getValue());
        }
        LocalPostgres standby = new LocalPostgres(name, all, folder.data(), folder.logs());
        primary.stop();
        standby.copy((LocalPostgres) primary);
        primary.start();
        return standby;
    }

    @Override
    public KafkaBroker broker(String name, BrokerOptions options) {
        return new LocalBroker(name, options, folder.data(), folder.logs(), folder.logging());
    }
}
