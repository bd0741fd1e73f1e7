package io.pgtwin.benchmarks.results;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.process.Part;

/** Processor time by part of the testbed, and of this process, which makes loads and is the pipe between two COPYs. */
public record CpuTimes(Map<String, Duration> byPart) {
    static final List<String> PARTS = List.of("source", "target", "broker", "worker", "benchmark");

    public static CpuTimes now(Testbed testbed) {
        Map<String, Duration> times = new LinkedHashMap<>();
        Stream.<Part>of(testbed.source(), testbed.target(), testbed.broker(), testbed.worker())
                .forEach(part -> times.put(part.name(), part.cpuTime()));
        times.put("benchmark", Duration.ofNanos(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                .getProcessCpuTime()));
        return new CpuTimes(times);
    }

    public CpuTimes since(CpuTimes earlier) {
        Map<String, Duration> times = new LinkedHashMap<>();
        byPart.forEach((part, time) -> times.put(part, time.minus(earlier.byPart().get(part))));
        return new CpuTimes(times);
    }
}
