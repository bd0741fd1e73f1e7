package io.pgtwin.integration.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.postgres.LocalPostgres;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.proxy.TcpProxy;
import io.pgtwin.testbed.sql.Database;

/**
 * Everything that can be struck: servers of its own, a second worker, proxies between the workers and both databases,
 * and a small disk for the target. Deaths are noticed soon, so that a round takes less time.
 */
final class Field implements AutoCloseable {
    private static final String SESSION_TIMEOUT_MS = "4000";
    private static final String HEARTBEAT_INTERVAL_MS = "1000";

    private final Pace pace;
    private final Testbed testbed;
    private final TcpProxy sourceProxy;
    private final TcpProxy targetProxy;
    private final ConnectWorker secondWorker;
    private final Optional<SmallDisk> smallDisk;

    Field(Pace pace) {
        this.pace = pace;
        testbed = Testbed.builder().shortLived().brokerProperty("group.min.session.timeout.ms", "1000")
                .workerProperty("session.timeout.ms", SESSION_TIMEOUT_MS)
                .workerProperty("heartbeat.interval.ms", HEARTBEAT_INTERVAL_MS)
                .workerProperty("scheduled.rebalance.max.delay.ms", "1000")
                .workerProperty("offset.flush.interval.ms", "500")
                .start();
        try {
            sourceProxy = TcpProxy.to("127.0.0.1", testbed.source().port());
            targetProxy = TcpProxy.to("127.0.0.1", testbed.target().port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        secondWorker = testbed.addWorker("second-worker");
        secondWorker.stop();
        smallDisk = Optional.of(testbed.target()).filter(LocalPostgres.class::isInstance)
                .flatMap(target -> SmallDisk.of(target.sql(), testbed.folder(), target.pid()));
    }

    /** A sync whose connectors reach both databases through the proxies. */
    Sync sync() {
        Servers servers = new Servers(testbed.source(), testbed.target(), testbed.broker(), testbed.worker());
        Sync sync = Sync.on(servers);
        smallDisk.ifPresent(disk -> disk.take(testbed.target().sql(), sync.name()));
        return sync.withSource("connection.url", through(sourceProxy, sync.source(), testbed.source()))
                .withSink("connection.url", through(targetProxy, sync.target(), testbed.target()))
                .withSource("connection.retry.interval.ms", "300").withSink("connection.retry.interval.ms", "300")
                .withSource("heartbeat.interval.ms", "1000").withSource("status.interval.ms", "1000")
                // several syncs that wait need a machine otherwise
                .withSink("consumer.override.fetch.max.wait.ms", "250")
                .withSink("consumer.override.session.timeout.ms", SESSION_TIMEOUT_MS)
                .withSink("consumer.override.heartbeat.interval.ms", HEARTBEAT_INTERVAL_MS);
    }

    private static String through(TcpProxy proxy, Database database, PostgresServer server) {
        return database.url().replace(":" + server.port() + "/", ":" + proxy.port() + "/");
    }

    Pace pace() {
        return pace;
    }

    Testbed testbed() {
        return testbed;
    }

    TcpProxy sourceProxy() {
        return sourceProxy;
    }

    TcpProxy targetProxy() {
        return targetProxy;
    }

    ConnectWorker secondWorker() {
        return secondWorker;
    }

    /** Empty where none can be mounted. */
    Optional<SmallDisk> smallDisk() {
        return smallDisk;
    }

    void keepLogs() {
        testbed.keepLogs();
    }

    @Override
    public void close() {
        sourceProxy.close();
        targetProxy.close();
        testbed.target().kill(); // lets go of the small disk
        smallDisk.ifPresent(SmallDisk::close);
        testbed.close();
    }
}
