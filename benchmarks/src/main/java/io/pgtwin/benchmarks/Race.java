package io.pgtwin.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.pgtwin.benchmarks.data.Comparison;
import io.pgtwin.benchmarks.data.Databases;
import io.pgtwin.benchmarks.results.Failure;
import io.pgtwin.benchmarks.results.Reading;
import io.pgtwin.benchmarks.results.Result;
import io.pgtwin.benchmarks.results.Results;
import io.pgtwin.benchmarks.systems.Contestant;
import io.pgtwin.benchmarks.workloads.Workload;
import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.connect.ConnectRest;

/** All workloads of all systems in turn, round by round. A run that fails does not end the race. */
final class Race {
    private static final int WARM_UP = 0;

    private final Testbed testbed;
    private final List<Workload> workloads;
    private final List<Contestant> contestants;
    private final List<Result> results = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private int runs;

    Race(Testbed testbed, List<Workload> workloads, List<Contestant> contestants) {
        this.testbed = testbed;
        this.workloads = workloads;
        this.contestants = contestants;
    }

    /** Runs that do not count: what has just started is slow, and would be so for those that come first. */
    void warmUp(List<Workload> exercises) {
        run(WARM_UP, exercises);
    }

    /** @param number from 1 */
    void round(int number) {
        run(number, workloads);
    }

    private void run(int round, List<Workload> tasks) {
        for (Workload workload : tasks) {
            for (Contestant contestant : contestants) {
                if (contestant.abilities().containsAll(workload.needs())) {
                    run(round, workload, contestant);
                }
            }
        }
    }

    private void run(int round, Workload workload, Contestant contestant) {
        try (Databases databases = Databases.create(testbed, "race" + runs++, workload.data())) {
            List<Reading> readings = workload.run(contestant, databases);
            Comparison comparison = Comparison.of(databases);
            if (!comparison.isEqual()) {
                fail(new Failure(round, workload.name(), contestant.name(), "not equal: " + comparison.text()));
                return;
            }
            readings.forEach(reading -> add(new Result(round, contestant.name(), reading, comparison)));
        } catch (RuntimeException e) {
            testbed.keepLogs();
            fail(new Failure(round, workload.name(), contestant.name(), e.toString()));
            replaceWorker();
        }
    }

    /**
     * A worker that has run out of memory answers, but works for nobody any more. Whoever comes next has a cold one.
     */
    private void replaceWorker() {
        testbed.worker().kill();
        testbed.worker().start();
        ConnectRest rest = testbed.worker().rest();
        rest.connectors().forEach(rest::delete);
    }

    private void add(Result result) {
        if (result.round() != WARM_UP) {
            results.add(result);
        }
        Reading reading = result.reading();
        System.out.printf(Locale.ROOT, "round %d, %s, %s: %,.0f per second, %.1f s%s; equal: %,d rows in %d tables%n",
                result.round(), reading.workload(), result.contestant(), reading.perSecond(),
                reading.time().toMillis() / 1e3, reading.latency().map(it -> String.format(Locale.ROOT,
                        ", %.1f / %.1f ms", it.median().toNanos() / 1e6, it.p99().toNanos() / 1e6)).orElse(""),
                result.comparison().rows(), result.comparison().tables());
    }

    private void fail(Failure failure) {
        if (failure.round() != WARM_UP) {
            failures.add(failure);
        }
        System.out.println("does not count: " + failure + "\n" + failure.reason());
    }

    Results results() {
        return new Results(results);
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }
}
