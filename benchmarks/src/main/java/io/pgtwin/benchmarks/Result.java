package io.pgtwin.benchmarks;

import java.time.Duration;

/**
 * One run.
 *
 * @param amount rows copied or changes applied
 */
record Result(String workload, String contestant, long amount, Duration time, CpuTimes cpu) {
    double perSecond() {
        return amount * 1e9 / time.toNanos();
    }

    /** Microseconds of a part's processor time for each row or change. */
    double cpuMicros(String part) {
        return cpu.byPart().get(part).toNanos() / 1e3 / amount;
    }
}
