package io.pgtwin.testbed;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.kafka.KafkaBroker;
import io.pgtwin.testbed.kafka.PluginPath;
import io.pgtwin.testbed.kafka.WorkerOptions;
import io.pgtwin.testbed.postgres.PostgresOptions;
import io.pgtwin.testbed.postgres.PostgresServer;

/**
 * A source PostgreSQL, a target PostgreSQL, a Kafka broker and a Connect worker, all on loopback, with everything they
 * write in one temporary folder. None of them outlives {@link #close()}, the end of this JVM, or its death.
 *
 * <pre>{@code
 * try (Testbed testbed = Testbed.builder().sourceVersion("13").start()) {
 *     testbed.source().sql().execute("CREATE TABLE ...");
 *     testbed.worker().rest().create("orders", config);
 *     testbed.worker().kill();
 *     testbed.worker().start();
 * }
 * }</pre>
 */
public final class Testbed implements AutoCloseable {
    private final TestbedOptions options;
    private final TestbedFolder folder;
    private final PluginPath plugins;
    private final RunningParts parts;
    private final Backend backend;
    private final PostgresServer source;
    private final PostgresServer target;
    private final KafkaBroker broker;
    private final ConnectWorker worker;

    private Testbed(TestbedOptions options, TestbedFolder folder) {
        this.options = options;
        this.folder = folder;
        parts = new RunningParts(folder);
        backend = Backend.chosen(folder);
        source = parts.add(backend.postgres("source", options.source()));
        target = parts.add(backend.postgres("target", options.target()));
        broker = parts.add(backend.broker("broker", options.broker()));
        plugins = PluginPath.install(options.plugins(), folder.plugins());
        worker = parts.add(ConnectWorker.distributed(setup("worker", options.worker())));
    }

    public static TestbedBuilder builder() {
        return new TestbedBuilder();
    }

    /** Returns when all parts answer. */
    static Testbed start(TestbedOptions options) {
        Testbed testbed = new Testbed(options, TestbedFolder.create());
        testbed.parts.startAll(List.of(testbed.source, testbed.target, testbed.broker), testbed.worker);
        return testbed;
    }

    public PostgresServer source() {
        return source;
    }

    public PostgresServer target() {
        return target;
    }

    public KafkaBroker broker() {
        return broker;
    }

    /** The first worker of the cluster, in distributed mode. */
    public ConnectWorker worker() {
        return worker;
    }

    /** Starts one more PostgreSQL server: to kill it without harm to others, or of another version. */
    public PostgresServer addPostgres(String name, PostgresOptions postgresOptions) {
        PostgresServer added = parts.add(backend.postgres(name, postgresOptions));
        added.start();
        return added;
    }

    /**
     * Starts a standby of a server, which is stopped for a moment to be copied. Only where servers are processes of
     * this machine.
     *
     * @param primaryOptions which the standby has, too
     * @param settings more of them
     */
    public PostgresServer addStandby(String name, PostgresServer primary, PostgresOptions primaryOptions,
            Map<String, String> settings) {
        PostgresServer added = parts.add(backend.standby(name, primary, primaryOptions, settings));
        added.start();
        return added;
    }

    /** Starts one more worker with the same options in the same cluster. */
    public ConnectWorker addWorker(String name) {
        return addWorker(name, options.worker());
    }

    /** Starts one more worker with options of its own; with another {@code group.id} it makes a cluster of its own. */
    public ConnectWorker addWorker(String name, WorkerOptions workerOptions) {
        ConnectWorker added = parts.add(ConnectWorker.distributed(setup(name, workerOptions)));
        added.start();
        return added;
    }

    /** Starts a standalone worker with one property file for each connector. */
    public ConnectWorker startStandalone(String name, WorkerOptions workerOptions, List<Path> connectors) {
        ConnectWorker standalone = parts.add(ConnectWorker.standalone(setup(name, workerOptions), connectors));
        standalone.start();
        return standalone;
    }

    /** What the first worker was started with, to make another one from. */
    public WorkerOptions workerOptions() {
        return options.worker();
    }

    /** The folder that holds data and logs until the testbed closes. */
    public Path folder() {
        return folder.path();
    }

    /** Logs stay after the testbed has closed, and {@link #close()} says where. For tests that have failed. */
    public void keepLogs() {
        parts.keepLogs();
    }

    /** Ends all processes and deletes their data. */
    @Override
    public void close() {
        parts.close();
    }

    private ConnectWorker.Setup setup(String name, WorkerOptions workerOptions) {
        return new ConnectWorker.Setup(name, workerOptions, broker.bootstrapServers(), plugins,
                folder.data().resolve(name), folder.logs().resolve(name + ".log"), folder.logging());
    }
}
