package io.pgtwin.benchmarks.results;

import java.time.Duration;

import org.HdrHistogram.Histogram;

/** How long after its commit at the source a transaction is visible at the target. */
public record Latency(Duration median, Duration p99, Duration max) {
    /** @param nanos of each transaction */
    public static Latency of(Histogram nanos) {
        return new Latency(Duration.ofNanos(nanos.getValueAtPercentile(50)),
                Duration.ofNanos(nanos.getValueAtPercentile(99)), Duration.ofNanos(nanos.getMaxValue()));
    }
}
