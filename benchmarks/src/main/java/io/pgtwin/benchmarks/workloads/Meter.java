package io.pgtwin.benchmarks.workloads;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.pgtwin.benchmarks.results.CpuTimes;
import io.pgtwin.benchmarks.results.Reading;
import io.pgtwin.benchmarks.systems.Running;
import io.pgtwin.testbed.Testbed;

/** Measures from its making on. */
final class Meter {
    private final Testbed testbed;
    private final CpuTimes before;
    private final long start;

    Meter(Testbed testbed) {
        this.testbed = testbed;
        before = CpuTimes.now(testbed);
        start = System.nanoTime();
    }

    /** Waits for a condition, which is the end of what is measured. */
    Reading until(Running running, String workload, long amount, BooleanSupplier done) {
        Waiting.until(running, workload, done);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return new Reading(workload, amount, time, CpuTimes.now(testbed).since(before), Optional.empty());
    }
}
