package io.pgtwin.testbed.containers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

import io.pgtwin.testbed.kafka.BrokerOptions;
import io.pgtwin.testbed.kafka.KafkaBroker;
import io.pgtwin.testbed.process.DelegatingPart;
import io.pgtwin.testbed.process.FreePorts;
import io.pgtwin.testbed.process.Part;

/**
 * A broker in KRaft mode that is its own controller, as a container of the official image. Its port has the same number
 * inside and outside, so that the one address that it gives to clients also leads from itself to itself.
 */
public final class ContainerBroker implements KafkaBroker, DelegatingPart {
    private static final String HOST = "127.0.0.1";
    private static final int CONTROLLER_PORT = 9093;            // below those that FreePorts hands out

    private final BrokerOptions options;
    private final int port = FreePorts.next();
    private final ContainerPart part;

    public ContainerBroker(String name, BrokerOptions options, Path logs) {
        this.options = options;
        GenericContainer<?> container = new GenericContainer<>("apache/kafka:" + options.version())
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx" + options.jvm().heapMb() + "m")
                .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1));
        properties().forEach((property, value) -> container.withEnv(environmentName(property), value));
        container.setPortBindings(List.of(HOST + ":" + port + ":" + port));
        part = new ContainerPart(name, container, logs.resolve(name + ".log"), this::answers);
    }

    @Override
    public Part part() {
        return part;
    }

    @Override
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    private Map<String, String> properties() {
        Map<String, String> all = new LinkedHashMap<>(options.effectiveProperties());
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@localhost:" + CONTROLLER_PORT);
        all.put("controller.listener.names", "CONTROLLER");
        all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("inter.broker.listener.name", "PLAINTEXT");
        all.put("listeners", "PLAINTEXT://:" + port + ",CONTROLLER://:" + CONTROLLER_PORT);
        all.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        return all;
    }

    /** The image takes broker properties from variables named like this. */
    private static String environmentName(String property) {
        return "KAFKA_" + property.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private boolean answers() {
        return part.isRunning() && clusterAnswers();
    }
}
