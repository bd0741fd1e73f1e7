package io.pgtwin.benchmarks.results;

import io.pgtwin.benchmarks.data.Comparison;

/** A run after which both databases were equal. */
public record Result(int round, String contestant, Reading reading, Comparison comparison) {
    String workload() {
        return reading.workload();
    }
}
