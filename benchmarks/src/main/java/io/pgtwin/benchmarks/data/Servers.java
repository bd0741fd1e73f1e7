package io.pgtwin.benchmarks.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.TestbedBuilder;
import io.pgtwin.testbed.kafka.PluginPath;
import io.pgtwin.testbed.process.TestbedHome;

/** The servers of all runs: set up as in production, which forces to disk what is committed. */
public final class Servers {
    private static final Map<String, String> SETTINGS = Map.of("fsync", "on", "full_page_writes", "on",
            "shared_buffers", "512MB", "max_wal_size", "8GB", "checkpoint_timeout", "30min");
    private static final int WORKER_HEAP_MB = 512;
    /** As Kafka's own scripts have it: one of half the size spends its time on collections with thousands of topics. */
    private static final int BROKER_HEAP_MB = 1024;

    private Servers() {
    }

    /** @param postgres major version of both servers */
    public static Testbed start(String postgres) {
        TestbedBuilder builder = Testbed.builder().sourceVersion(postgres).targetVersion(postgres)
                .workerProperties(TestbedHome.repository().resolve("config").resolve("worker.properties"))
                .workerHeapMb(WORKER_HEAP_MB).brokerHeapMb(BROKER_HEAP_MB).plugins(plugins());
        SETTINGS.forEach((name, value) -> builder.sourceSetting(name, value).targetSetting(name, value));
        return builder.start();
    }

    private static List<Path> plugins() {
        List<Path> archives = new ArrayList<>(PluginPath.builtArchives());
        archives.addAll(TestbedHome.list(TestbedHome.repository().resolve(Path.of("benchmarks", "target", "plugins")),
                "*.tar.gz"));
        return archives;
    }

    public static String description() {
        return SETTINGS.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(it -> it.getKey() + "=" + it.getValue()).reduce((a, b) -> a + ", " + b).orElseThrow()
                + "; the worker's heap is " + WORKER_HEAP_MB + " MB, the broker's " + BROKER_HEAP_MB + " MB";
    }
}
