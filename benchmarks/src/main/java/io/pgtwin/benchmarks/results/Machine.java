package io.pgtwin.benchmarks.results;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/** What all parts run on. */
public record Machine(String processor, int processors, double memoryGiB, String system, String java) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    public static Machine ours() {
        return new Machine(processorName(), Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
                        / (double) (1L << 30), System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 2)).orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");       // not Linux
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d x %s, %.0f GiB of memory, %s, Java %s", processors, processor, memoryGiB,
                system, java);
    }
}
