package io.pgtwin.benchmarks.growth;

import java.time.Duration;

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
    private record Run(Reading reading, Duration start) {
    }

    GrowthPoint measure(long value) {
        testbed.worker().restart();
        Shape shape = dimension.shape(value, bytes);
        PgTwin pair = dimension.pair(value);
        Run copy = run(Workloads.copy("copy", shape.data()), pair, value);
        Run drain = run(Workloads.drain("drain", shape.data(), shape.changesScript(), shape.changes()), pair, value);
        return new GrowthPoint(value, copy.start(), copy.reading().perSecond(), drain.reading().perSecond(),
                PeakMemory.megabytes(testbed.worker().pid()));
    }

    /** @throws IllegalStateException if both databases are not equal in the end */
    private Run run(Workload workload, PgTwin pair, long value) {
        String name = (dimension + "_" + workload.name()).replace('-', '_') + value;
        try (Databases databases = Databases.create(testbed, name, workload.data());
             FirstRows firstRows = new FirstRows(databases.target())) {
            Reading reading = workload.run(pair, databases).get(0);
            Comparison comparison = Comparison.of(databases);
            if (!comparison.isEqual()) {
                throw new IllegalStateException("Not equal with " + dimension + " " + value + ": " + comparison.text());
            }
            return new Run(reading, firstRows.time());
        }
    }
}
