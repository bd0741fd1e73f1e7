package io.pgtwin.testbed.handover;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.sink.TargetTakeOver;
import io.pgtwin.source.SourceTakeOver;
import io.pgtwin.testbed.precheck.ConnectorFiles;
import io.pgtwin.testbed.precheck.ConnectorProperties;
import io.pgtwin.testbed.process.TestbedException;

/** Command {@code ./quickstart handover}. Its status is 0 when the target can take over, else 1. Starts no servers. */
@Command(name = "handover", mixinStandardHelpOptions = true, usageHelpAutoWidth = true, sortOptions = false,
        description = "Waits until the target has everything that the source has, and then sets the target's sequences"
                + " to where the source's stand. Nothing may write to the source any more; both connectors must run."
                + " Status 0 if the target can take over, else 1.")
public final class HandOverCommand implements Callable<Integer> {
    private static final int FINE = 0;
    private static final int FAILED = 1;
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    private final PrintStream out;

    @Mixin
    private ConnectorFiles files;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", defaultValue = "localhost:9092",
            description = "Where Kafka is; default: ${DEFAULT-VALUE}")
    private String bootstrapServers;

    @Option(names = "--kafka-config", paramLabel = "FILE",
            description = "Properties that a client of Kafka needs: security.protocol, sasl.jaas.config, ...")
    private Path kafkaConfig;

    @Option(names = "--timeout-seconds", paramLabel = "N", defaultValue = "600",
            description = "How long to wait for the target at most; default: ${DEFAULT-VALUE}")
    private int timeoutSeconds;

    /** @param out where the report goes */
    public HandOverCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        try (SourceTakeOver source = new SourceTakeOver(files.source());
                TargetTakeOver target = new TargetTakeOver(files.target());
                UnreadRecords records = new UnreadRecords(kafka())) {
            boolean complete = new HandOver(source, target, records, Duration.ofSeconds(timeoutSeconds),
                    out::println).run();
            out.println(complete ? "Handed over. Stop both connectors, then let applications write to the target."
                    : "FAILED: not every sequence is set, see above");
            return complete ? FINE : FAILED;
        } catch (KafkaException e) {
            return failed(e instanceof ConfigException ? e.getMessage()
                    : "Kafka at " + bootstrapServers + " does not answer: " + e.getMessage());
        } catch (PgTwinException | TestbedException e) {
            return failed(e.getMessage());
        }
    }

    private Map<String, String> kafka() {
        Map<String, String> settings = new HashMap<>(kafkaConfig == null ? Map.of()
                : ConnectorProperties.read(kafkaConfig));
        settings.put(BOOTSTRAP_SERVERS, bootstrapServers);
        return settings;
    }

    private int failed(String message) {
        out.println("FAILED: " + message);
        return FAILED;
    }
}
