package io.pgtwin.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.process.Part;

/** Processor time by part of the testbed. */
record CpuTimes(Map<String, Duration> byPart) {
    static CpuTimes now(Testbed testbed) {
        Map<String, Duration> times = new LinkedHashMap<>();
        Stream.<Part>of(testbed.source(), testbed.target(), testbed.broker(), testbed.worker())
                .forEach(part -> times.put(part.name(), part.cpuTime()));
        return new CpuTimes(times);
    }

    CpuTimes since(CpuTimes earlier) {
        Map<String, Duration> times = new LinkedHashMap<>();
        byPart.forEach((part, time) -> times.put(part, time.minus(earlier.byPart().get(part))));
        return new CpuTimes(times);
    }
}
