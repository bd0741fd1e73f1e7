package io.pgtwin.benchmarks.workloads;

import java.util.List;
import java.util.Set;

import io.pgtwin.benchmarks.data.Databases;
import io.pgtwin.benchmarks.data.Dataset;
import io.pgtwin.benchmarks.data.Markers;
import io.pgtwin.benchmarks.results.Reading;
import io.pgtwin.benchmarks.systems.Ability;
import io.pgtwin.benchmarks.systems.Contestant;
import io.pgtwin.benchmarks.systems.Running;

/** A backlog of changes, from the command to go on until the last of them is in the target. */
record Drain(String name, Backlog backlog) implements Workload {
    @Override
    public Dataset data() {
        return backlog.data();
    }

    @Override
    public Set<Ability> needs() {
        return Set.of(Ability.CHANGES);
    }

    @Override
    public List<Reading> run(Contestant contestant, Databases databases) {
        try (Running running = Backlog.halted(contestant, databases); Markers markers = backlog.make(databases)) {
            Meter meter = new Meter(databases.testbed());
            running.goOn();
            return List.of(meter.until(running, name, backlog.changes(), markers::haveArrived));
        }
    }
}
