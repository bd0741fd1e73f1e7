package io.pgtwin.benchmarks.workloads;

import java.util.List;
import java.util.Set;

import io.pgtwin.benchmarks.data.Databases;
import io.pgtwin.benchmarks.data.Dataset;
import io.pgtwin.benchmarks.results.Reading;
import io.pgtwin.benchmarks.systems.Ability;
import io.pgtwin.benchmarks.systems.Contestant;
import io.pgtwin.benchmarks.systems.Running;

/** All rows that are there, from the command that begins until the last of them is in the target. */
record FullCopy(String name, Dataset data, Set<Ability> needs) implements Workload {
    FullCopy(String name, Dataset data) {
        this(name, data, Set.of(Ability.COPY));
    }

    @Override
    public List<Reading> run(Contestant contestant, Databases databases) {
        Meter meter = new Meter(databases.testbed());
        try (Running running = contestant.begin(databases)) {
            return List.of(meter.until(running, name, data.count(), running::isCopied));
        }
    }
}
