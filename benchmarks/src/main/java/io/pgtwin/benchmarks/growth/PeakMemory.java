package io.pgtwin.benchmarks.growth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The most memory that a process has had since its start, as Linux tells it. */
final class PeakMemory {
    private static final String LINE = "VmHWM:";
    private static final double KILOBYTES = 1024;

    private PeakMemory() {
    }

    static double megabytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(LINE))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KILOBYTES)
                    .findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory is measured on Linux only", e);
        }
    }
}
