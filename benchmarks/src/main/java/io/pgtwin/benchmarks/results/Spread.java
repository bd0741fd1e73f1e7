package io.pgtwin.benchmarks.results;

import java.util.stream.DoubleStream;

/** Several values of the same thing. */
record Spread(double median, double lowest, double highest) {
    /** @param values at least one */
    static Spread of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
