package io.pgtwin.testbed.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.pgtwin.testbed.connect.ConnectRest;
import io.pgtwin.testbed.process.DelegatingPart;
import io.pgtwin.testbed.process.Folders;
import io.pgtwin.testbed.process.FreePorts;
import io.pgtwin.testbed.process.LocalPart;
import io.pgtwin.testbed.process.Part;

/** A Connect worker, distributed or standalone, as a process of this machine. */
public final class ConnectWorker implements DelegatingPart {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String HOST = "127.0.0.1";

    private final int port = FreePorts.next();
    private final ConnectRest rest = new ConnectRest("http://" + HOST + ":" + port);
    private final ClassArchive classes;
    private final LocalPart part;

    private ConnectWorker(Setup setup, Map<String, String> storage, String mainClass, List<Path> connectors) {
        Map<String, String> properties = new LinkedHashMap<>(setup.options().effectiveProperties());
        properties.putAll(storage);
        properties.put("bootstrap.servers", setup.bootstrapServers());
        properties.put("plugin.path", setup.plugins().folder().toString());
        properties.put("listeners", "http://" + HOST + ":" + port);
        properties.put("rest.advertised.host.name", HOST);
        Path file = PropertyFile.write(setup.folder().resolve("worker.properties"), properties);
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        connectors.forEach(connector -> arguments.add(connector.toString()));
        KafkaDistribution distribution = KafkaDistribution.of(setup.options().version());
        classes = ClassArchive.of(distribution.libs(), mainClass);
        List<String> command = distribution.java(
                setup.options().jvm().with(classes.option()).options(setup.logging()), mainClass, arguments);
        part = new LocalPart(new LocalPart.Launch(setup.name(), command, Map.of(), setup.folder(),
                setup.log(), "TERM", "KILL", Optional.empty(), this::answers, LIMIT));
    }

    /**
     * What every worker needs.
     *
     * @param folder of its own, existing
     * @param logging the configuration of its log
     */
    public record Setup(String name, WorkerOptions options, String bootstrapServers, PluginPath plugins, Path folder,
                        Path log, Path logging) {
        public Setup {
            Folders.create(folder);
        }
    }

    /** Workers with the same group id share their connectors. */
    public static ConnectWorker distributed(Setup setup) {
        return new ConnectWorker(setup, Map.of("config.storage.replication.factor", "1",
                "offset.storage.replication.factor", "1", "status.storage.replication.factor", "1"),
                "org.apache.kafka.connect.cli.ConnectDistributed", List.of());
    }

    /** @param connectors property files, one per connector */
    public static ConnectWorker standalone(Setup setup, List<Path> connectors) {
        return new ConnectWorker(setup, Map.of("offset.storage.file.filename",
                setup.folder().resolve("connect.offsets").toString()),
                "org.apache.kafka.connect.cli.ConnectStandalone", connectors);
    }

    public ConnectRest rest() {
        return rest;
    }

    @Override
    public void start() {
        part.start();
        classes.makeIfMissing(part.pid(), part.log());
    }

    @Override
    public Part part() {
        return part;
    }

    private boolean answers() {
        return Connections.accepted(HOST, port) && rest.isReady();
    }
}
