package io.pgtwin.integration.sync;

import java.io.IOException;
import java.io.UncheckedIOException;

import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import io.pgtwin.testbed.kafka.WorkerOptions;
import io.pgtwin.testbed.process.FreePorts;

/** A worker's numbers, read over JMX. */
public final class WorkerMetrics {
    private static final String OPTION = "-Dcom.sun.management.jmxremote";

    private final int port = FreePorts.next();

    /** Lets a worker be asked. */
    public WorkerOptions in(WorkerOptions options) {
        return options.withJvm(options.jvm().with(OPTION + ".port=" + port).with(OPTION + ".rmi.port=" + port)
                .with(OPTION + ".host=127.0.0.1").with(OPTION + ".authenticate=false").with(OPTION + ".ssl=false")
                .with("-Djava.rmi.server.hostname=127.0.0.1"));
    }

    public long ofSource(Sync sync, String number) {
        String url = "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi";
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(url))) {
            ObjectName bean = new ObjectName(
                    "pgtwin:type=source,connector=" + ObjectName.quote(sync.sourceConnector().name()));
            return (long) connector.getMBeanServerConnection().getAttribute(bean, number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
