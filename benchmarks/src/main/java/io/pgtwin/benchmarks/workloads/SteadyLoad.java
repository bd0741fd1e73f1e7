package io.pgtwin.benchmarks.workloads;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pgtwin.benchmarks.data.Databases;
import io.pgtwin.benchmarks.data.Dataset;
import io.pgtwin.benchmarks.data.Markers;
import io.pgtwin.benchmarks.data.Script;
import io.pgtwin.benchmarks.results.Latency;
import io.pgtwin.benchmarks.results.Reading;
import io.pgtwin.benchmarks.systems.Ability;
import io.pgtwin.benchmarks.systems.Contestant;
import io.pgtwin.benchmarks.systems.Running;

/**
 * Changes at an even rate, in transactions of ten, and how long each is on its way.
 *
 * @param time of the load, after a fifth as much that does not count
 */
record SteadyLoad(String name, Dataset data, long changesPerSecond, Duration time) implements Workload {
    private static final int CHANGES_PER_TRANSACTION = 10;
    private static final int WARM_UP = 5;

    @Override
    public Set<Ability> needs() {
        return Set.of(Ability.CHANGES);
    }

    @Override
    public List<Reading> run(Contestant contestant, Databases databases) {
        databases.source().execute(Script.of(SteadyLoad.class, "steady-change.sql", Map.of("rows", data.count())));
        try (Running running = contestant.begin(databases)) {
            Waiting.until(running, "the full copy before the load", running::isCopied);
            Reading reading = measure(running, databases);
            try (Markers markers = Markers.insert(databases)) {
                Waiting.until(running, "the end of the load", markers::haveArrived);
            }
            return List.of(reading);
        }
    }

    private Reading measure(Running running, Databases databases) {
        int counted = (int) (changesPerSecond * time.toSeconds() / CHANGES_PER_TRANSACTION);
        int ignored = counted / WARM_UP;
        CommitTimes commits = new CommitTimes(ignored + counted);
        try (Arrivals arrivals = new Arrivals(databases.target(), ignored + counted);
             SteadyWriter writer = new SteadyWriter(databases.source(), commits,
                     Duration.ofSeconds(1).dividedBy(changesPerSecond / CHANGES_PER_TRANSACTION))) {
            Meter meter = new Meter(databases.testbed());
            Reading reading = meter.until(running, name, (long) CHANGES_PER_TRANSACTION * (ignored + counted),
                    () -> writer.isDone() && arrivals.areComplete());
            return reading.with(Latency.of(arrivals.since(commits, ignored)));
        }
    }
}
