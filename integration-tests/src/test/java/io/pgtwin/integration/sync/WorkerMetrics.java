package io.pgtwin.integration.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import io.pgtwin.testbed.TestbedBuilder;
import io.pgtwin.testbed.kafka.JvmOptions;
import io.pgtwin.testbed.kafka.WorkerOptions;
import io.pgtwin.testbed.process.FreePorts;

/** A worker's numbers, read over JMX. */
public final class WorkerMetrics {
    private static final String OPTION = "-Dcom.sun.management.jmxremote";

    private final int port = FreePorts.next();

    /** Lets a worker be asked. */
    public WorkerOptions in(WorkerOptions options) {
        return options.withJvm(jvmOptions().reduce(options.jvm(), JvmOptions::with, (one, other) -> other));
    }

    /** Lets the worker of a testbed be asked. */
    public TestbedBuilder in(TestbedBuilder testbed) {
        return jvmOptions().reduce(testbed, TestbedBuilder::workerJvmOption, (one, other) -> other);
    }

    private Stream<String> jvmOptions() {
        return Stream.of(OPTION + ".port=" + port, OPTION + ".rmi.port=" + port, OPTION + ".host=127.0.0.1",
                OPTION + ".authenticate=false", OPTION + ".ssl=false", "-Djava.rmi.server.hostname=127.0.0.1");
    }

    public long ofSource(Sync sync, String number) {
        return number(sync, "", number);
    }

    /** @param table {@code schema.table} */
    public long ofTable(Sync sync, String table, String number) {
        return number(sync, ",table=" + ObjectName.quote(table), number);
    }

    private long number(Sync sync, String more, String number) {
        String url = "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi";
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(url))) {
            ObjectName bean = new ObjectName(
                    "pgtwin:type=source,connector=" + ObjectName.quote(sync.sourceConnector().name()) + more);
            return (long) connector.getMBeanServerConnection().getAttribute(bean, number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
