package io.pgtwin.benchmarks.workloads;

import java.util.List;
import java.util.Set;

import io.pgtwin.benchmarks.data.Databases;
import io.pgtwin.benchmarks.data.Dataset;
import io.pgtwin.benchmarks.data.Markers;
import io.pgtwin.benchmarks.results.Reading;
import io.pgtwin.benchmarks.systems.Ability;
import io.pgtwin.benchmarks.systems.ConnectorPair;
import io.pgtwin.benchmarks.systems.Contestant;
import io.pgtwin.benchmarks.systems.Running;

/** A backlog of changes: first the source alone, until Kafka has all of them, then the sink alone. */
record HalfByHalf(String name, Backlog backlog) implements Workload {
    @Override
    public Dataset data() {
        return backlog.data();
    }

    @Override
    public Set<Ability> needs() {
        return Set.of(Ability.CHANGES, Ability.HALVES);
    }

    @Override
    public List<Reading> run(Contestant contestant, Databases databases) {
        try (Running running = Backlog.halted(contestant, databases); Markers markers = backlog.make(databases)) {
            ConnectorPair pair = running.connectors().orElseThrow();
            long end = pair.records() + backlog.changes() + markers.count();
            Meter source = new Meter(databases.testbed());
            pair.goOnWithSource();
            Reading sent = source.until(running, name + ": source", backlog.changes(), () -> pair.records() >= end);
            Meter sink = new Meter(databases.testbed());
            pair.goOnWithSink();
            return List.of(sent, sink.until(running, name + ": sink", backlog.changes(), markers::haveArrived));
        }
    }
}
