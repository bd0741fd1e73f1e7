package io.pgtwin.testbed.kafka;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a JVM of Kafka is run.
 *
 * @param shortLived whether it lives for seconds or minutes and has little to do: starting costs more than running then
 * @param more further options, given as to {@code java}
 */
public record JvmOptions(int heapMb, boolean shortLived, List<String> more) {
    /** Small heaps on few processors do best with the collector for throughput: large batches are humongous to G1. */
    private static final List<String> FOR_WORK = List.of("-XX:+UseParallelGC");

    /**
     * The second compiler costs more than it saves, and so does memory that is touched for the first time: hence little
     * room for young objects, in large pages where the system has them.
     */
    private static final List<String> FOR_A_QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
            "-XX:NewRatio=9", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseTransparentHugePages");

    public JvmOptions {
        more = List.copyOf(more);
    }

    public JvmOptions withHeapMb(int megabytes) {
        return new JvmOptions(megabytes, shortLived, more);
    }

    public JvmOptions asShortLived() {
        return new JvmOptions(heapMb, true, more);
    }

    public JvmOptions with(String option) {
        List<String> all = new ArrayList<>(more);
        all.add(option);
        return new JvmOptions(heapMb, shortLived, all);
    }

    List<String> options(Path logging) {
        List<String> all = new ArrayList<>(List.of("-Xmx" + heapMb + "m", "-Xshare:auto",
                "-Djava.awt.headless=true", "-Dlog4j2.configurationFile=" + logging));
        all.addAll(shortLived ? FOR_A_QUICK_START : FOR_WORK);
        all.addAll(more);
        return all;
    }
}
