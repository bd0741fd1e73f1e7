package io.pgtwin.benchmarks.growth;

import io.pgtwin.benchmarks.data.Comparison;
import io.pgtwin.benchmarks.data.Databases;
import io.pgtwin.benchmarks.results.Reading;
import io.pgtwin.benchmarks.systems.PgTwin;
import io.pgtwin.benchmarks.workloads.Workload;
import io.pgtwin.benchmarks.workloads.Workloads;
import io.pgtwin.testbed.Testbed;

/**
 * Measures pgtwin at several sizes, each with a worker that has just started.
 *
 * @param bytes of all values together
 */
record Growth(Testbed testbed, Dimension dimension, long bytes) {
    GrowthPoint measure(long value) {
        testbed.worker().restart();
        Shape shape = dimension.shape(value, bytes);
        PgTwin pair = dimension.pair(value);
        double copied = run(Workloads.copy("copy", shape.data()), pair, value).perSecond();
        Workload drain = Workloads.drain("drain", shape.data(), shape.changesScript(), shape.changes());
        double drained = run(drain, pair, value).perSecond();
        return new GrowthPoint(value, copied, drained, PeakMemory.megabytes(testbed.worker().pid()));
    }

    /** @throws IllegalStateException if both databases are not equal in the end */
    private Reading run(Workload workload, PgTwin pair, long value) {
        try (Databases databases = Databases.create(testbed, workload.name() + value, workload.data())) {
            Reading reading = workload.run(pair, databases).get(0);
            Comparison comparison = Comparison.of(databases);
            if (!comparison.isEqual()) {
                throw new IllegalStateException("Not equal with " + dimension + " " + value + ": " + comparison.text());
            }
            return reading;
        }
    }
}
