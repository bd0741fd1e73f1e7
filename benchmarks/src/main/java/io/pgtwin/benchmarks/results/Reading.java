package io.pgtwin.benchmarks.results;

import java.time.Duration;
import java.util.Optional;

/**
 * What one run has shown.
 *
 * @param amount rows copied or changes applied
 */
public record Reading(String workload, long amount, Duration time, CpuTimes cpu, Optional<Latency> latency) {
    public double perSecond() {
        return amount * 1e9 / time.toNanos();
    }

    /** Microseconds of a part's processor time for each row or change. */
    double cpuMicros(String part) {
        return cpu.byPart().get(part).toNanos() / 1e3 / amount;
    }

    public Reading with(Latency measured) {
        return new Reading(workload, amount, time, cpu, Optional.of(measured));
    }
}
