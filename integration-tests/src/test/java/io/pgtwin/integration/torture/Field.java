package io.pgtwin.integration.torture;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.proxy.TcpProxy;
import io.pgtwin.testbed.sql.Database;

/** Everything that can be struck: servers of its own, a second worker, and proxies between the workers and both databases. */
final class Field implements AutoCloseable {
    private final Testbed testbed;
    private final TcpProxy sourceProxy;
    private final TcpProxy targetProxy;
    private final ConnectWorker secondWorker;

    Field() {
        testbed = Testbed.builder().start();
        try {
            sourceProxy = TcpProxy.to("127.0.0.1", testbed.source().port());
            targetProxy = TcpProxy.to("127.0.0.1", testbed.target().port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        secondWorker = testbed.addWorker("second-worker");
        secondWorker.stop();
    }

    /** A sync whose connectors reach both databases through the proxies. */
    Sync sync() {
        Servers servers = new Servers(testbed.source(), testbed.target(), testbed.broker(), testbed.worker());
        Sync sync = Sync.on(servers);
        return sync.withSource("connection.url", through(sourceProxy, sync.source(), testbed.source()))
                .withSink("connection.url", through(targetProxy, sync.target(), testbed.target()))
                .withSource("connection.retry.interval.ms", "300").withSink("connection.retry.interval.ms", "300")
                .withSink("consumer.override.session.timeout.ms", "6000")
                .withSink("consumer.override.heartbeat.interval.ms", "1500");
    }

    private static String through(TcpProxy proxy, Database database, PostgresServer server) {
        return database.url().replace(":" + server.port() + "/", ":" + proxy.port() + "/");
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

    void keepLogs() {
        testbed.keepLogs();
    }

    @Override
    public void close() {
        sourceProxy.close();
        targetProxy.close();
        testbed.close();
    }
}
