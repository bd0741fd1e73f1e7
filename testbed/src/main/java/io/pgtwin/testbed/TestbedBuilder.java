package io.pgtwin.testbed;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.pgtwin.testbed.kafka.BrokerOptions;
import io.pgtwin.testbed.kafka.JvmOptions;
import io.pgtwin.testbed.kafka.PluginPath;
import io.pgtwin.testbed.kafka.WorkerOptions;
import io.pgtwin.testbed.postgres.PostgresOptions;
import io.pgtwin.testbed.process.TestbedHome;

/** Says what is in a testbed; everything has a default. */
public final class TestbedBuilder {
    private static final String POSTGRES_VERSION = "17";
    private static final JvmOptions JVM = new JvmOptions(512, false, List.of());

    private PostgresOptions source = new PostgresOptions(POSTGRES_VERSION, "source", Map.of());
    private PostgresOptions target = new PostgresOptions(POSTGRES_VERSION, "target", Map.of());
    private BrokerOptions broker = new BrokerOptions(TestbedHome.kafkaVersion(), JVM, Map.of());
    private WorkerOptions worker = new WorkerOptions(TestbedHome.kafkaVersion(), JVM, Optional.empty(), Map.of());
    private Optional<List<Path>> plugins = Optional.empty();

    TestbedBuilder() {
    }

    /** @param version major version, 10 to 18; 17 by default */
    public TestbedBuilder sourceVersion(String version) {
        source = source.withVersion(version);
        return this;
    }

    /** @param version major version, 10 to 18; 17 by default */
    public TestbedBuilder targetVersion(String version) {
        target = target.withVersion(version);
        return this;
    }

    /** Name of the database made in the source server; {@code source} by default. */
    public TestbedBuilder sourceDatabase(String name) {
        source = source.withDatabase(name);
        return this;
    }

    /** Name of the database made in the target server; {@code target} by default. */
    public TestbedBuilder targetDatabase(String name) {
        target = target.withDatabase(name);
        return this;
    }

    /** A line of the source's {@code postgresql.conf}. */
    public TestbedBuilder sourceSetting(String name, String value) {
        source = source.withSetting(name, value);
        return this;
    }

    /** A line of the target's {@code postgresql.conf}. */
    public TestbedBuilder targetSetting(String name, String value) {
        target = target.withSetting(name, value);
        return this;
    }

    public TestbedBuilder brokerHeapMb(int megabytes) {
        broker = broker.withJvm(broker.jvm().withHeapMb(megabytes));
        return this;
    }

    public TestbedBuilder brokerProperty(String name, String value) {
        broker = broker.withProperty(name, value);
        return this;
    }

    /** The worker's Kafka version; the broker is always of the current one. */
    public TestbedBuilder kafkaVersion(String version) {
        worker = worker.withVersion(version);
        return this;
    }

    public TestbedBuilder workerHeapMb(int megabytes) {
        worker = worker.withJvm(worker.jvm().withHeapMb(megabytes));
        return this;
    }

    /** For tests: broker and workers start quickly rather than work quickly. */
    public TestbedBuilder shortLived() {
        // by default the leader of the metadata waits this long for more changes of them, such as each new topic is
        broker = broker.withJvm(broker.jvm().asShortLived()).withProperty("controller.quorum.append.linger.ms", "0");
        worker = worker.withJvm(worker.jvm().asShortLived());
        return this;
    }

    /** An option of the worker's JVM, as given to {@code java}. */
    public TestbedBuilder workerJvmOption(String option) {
        worker = worker.withJvm(worker.jvm().with(option));
        return this;
    }

    public TestbedBuilder workerProperty(String name, String value) {
        worker = worker.withProperty(name, value);
        return this;
    }

    /** A worker's property file to use as it is, except for addresses, plugin path and replication factors. */
    public TestbedBuilder workerProperties(Path file) {
        worker = worker.withBase(file);
        return this;
    }

    /** Component archives to install; by default the two that the build has made, as far as they exist. */
    public TestbedBuilder plugins(List<Path> archives) {
        plugins = Optional.of(archives);
        return this;
    }

    /** Returns when everything answers. */
    public Testbed start() {
        return Testbed.start(new TestbedOptions(source, target, broker, worker,
                plugins.orElseGet(PluginPath::builtArchives)));
    }
}
