package io.pgtwin.integration.sync;

import io.pgtwin.testbed.SharedTestbed;
import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.kafka.KafkaBroker;
import io.pgtwin.testbed.postgres.PostgresServer;

/** Where a sync runs. */
public record Servers(PostgresServer source, PostgresServer target, KafkaBroker broker, ConnectWorker worker) {
    /** Those that most tests share: only to be used, never to be stopped. */
    public static Servers shared() {
        Testbed testbed = SharedTestbed.get();
        return new Servers(testbed.source(), testbed.target(), testbed.broker(), testbed.worker());
    }

    public Servers withSource(PostgresServer other) {
        return new Servers(other, target, broker, worker);
    }

    public Servers withTarget(PostgresServer other) {
        return new Servers(source, other, broker, worker);
    }

    public Servers withWorker(ConnectWorker other) {
        return new Servers(source, target, broker, other);
    }
}
