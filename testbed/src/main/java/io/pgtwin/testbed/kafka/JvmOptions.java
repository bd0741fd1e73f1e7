package io.pgtwin.testbed.kafka;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a JVM of Kafka is run.
 *
 * @param more further options, given as to {@code java}
 */
public record JvmOptions(int heapMb, List<String> more) {
    public JvmOptions {
        more = List.copyOf(more);
    }

    public JvmOptions withHeapMb(int megabytes) {
        return new JvmOptions(megabytes, more);
    }

    public JvmOptions with(String option) {
        List<String> all = new ArrayList<>(more);
        all.add(option);
        return new JvmOptions(heapMb, all);
    }

    /** Small heaps on few processors do best with the collector for throughput: large batches are humongous to G1. */
    List<String> options(Path logging) {
        List<String> all = new ArrayList<>(List.of("-Xmx" + heapMb + "m", "-Xshare:auto", "-XX:+UseParallelGC",
                "-Djava.awt.headless=true", "-Dlog4j2.configurationFile=" + logging));
        all.addAll(more);
        return all;
    }
}
