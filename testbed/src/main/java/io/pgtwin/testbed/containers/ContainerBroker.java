package io.pgtwin.testbed.containers;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.testcontainers.kafka.KafkaContainer;

import io.pgtwin.testbed.kafka.BrokerOptions;
import io.pgtwin.testbed.kafka.KafkaBroker;
import io.pgtwin.testbed.process.DelegatingPart;
import io.pgtwin.testbed.process.FreePorts;
import io.pgtwin.testbed.process.Part;

/** A broker as a container of the official image. */
public final class ContainerBroker implements KafkaBroker, DelegatingPart {
    private static final int CONTAINER_PORT = 9092;

    private final int port = FreePorts.next();
    private final ContainerPart part;

    public ContainerBroker(String name, BrokerOptions options, Path logs) {
        KafkaContainer container = new KafkaContainer("apache/kafka:" + options.version())
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx" + options.jvm().heapMb() + "m");
        options.effectiveProperties().forEach((property, value) -> container.withEnv(environmentName(property), value));
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + CONTAINER_PORT));
        part = new ContainerPart(name, container, logs.resolve(name + ".log"), this::answers);
    }

    @Override
    public Part part() {
        return part;
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The image takes broker properties from variables named like this. */
    private static String environmentName(String property) {
        return "KAFKA_" + property.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private boolean answers() {
        return part.isRunning() && clusterAnswers();
    }
}
