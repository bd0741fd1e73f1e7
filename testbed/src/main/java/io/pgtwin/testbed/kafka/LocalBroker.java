package io.pgtwin.testbed.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.Uuid;

import io.pgtwin.testbed.process.DelegatingPart;
import io.pgtwin.testbed.process.Folders;
import io.pgtwin.testbed.process.FreePorts;
import io.pgtwin.testbed.process.LocalPart;
import io.pgtwin.testbed.process.Part;
import io.pgtwin.testbed.process.Shell;

/** A broker in KRaft mode that is its own controller, as a process of this machine. */
public final class LocalBroker implements KafkaBroker, DelegatingPart {
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final String HOST = "127.0.0.1";
    private static final String MAIN_CLASS = "kafka.Kafka";

    private final BrokerOptions options;
    private final KafkaDistribution distribution;
    private final Path folder;
    private final ClassArchive classes;
    private final Path log;
    private final Path logging;
    private final int port = FreePorts.next();
    private final int controllerPort = FreePorts.next();
    private final LocalPart part;

    public LocalBroker(String name, BrokerOptions options, Path parent, Path logs, Path logging) {
        this.options = options;
        this.logging = logging;
        distribution = KafkaDistribution.of(options.version());
        classes = ClassArchive.of(distribution.libs(), MAIN_CLASS);
        folder = Folders.create(parent.resolve(name));
        log = logs.resolve(name + ".log");
        part = new LocalPart(new LocalPart.Launch(name, command(), Map.of(), folder, log, "TERM", "KILL",
                Optional.empty(), this::answers, LIMIT));
    }

    /** Formats the log folder at the first start. */
    @Override
    public void start() {
        if (!Files.exists(configuration())) {
            PropertyFile.write(configuration(), properties());
            Shell.run("formatting the broker's log folder", distribution.java(
                    List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-Dlog4j2.configurationFile=" + logging),
                    "kafka.tools.StorageTool", List.of("format", "--cluster-id", Uuid.randomUuid().toString(),
                            "--config", configuration().toString())), folder, log, LIMIT);
        }
        part.start();
        classes.makeIfMissing(part.pid(), log);
    }

    @Override
    public Part part() {
        return part;
    }

    @Override
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    private List<String> command() {
        // optimising a broker takes more time than it ever saves in a testbed's short life
        List<String> jvm = options.jvm().with("-XX:TieredStopAtLevel=1").with(classes.option()).options(logging);
        return distribution.java(jvm, MAIN_CLASS, List.of(configuration().toString()));
    }

    private Path configuration() {
        return folder.resolve("server.properties");
    }

    private Map<String, String> properties() {
        Map<String, String> all = new LinkedHashMap<>(options.effectiveProperties());
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        all.put("controller.listener.names", "CONTROLLER");
        all.put("inter.broker.listener.name", "PLAINTEXT");
        all.put("listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        all.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        all.put("log.dirs", folder.resolve("data").toString());
        return all;
    }

    private boolean answers() {
        return Connections.accepted(HOST, port) && clusterAnswers();
    }
}
