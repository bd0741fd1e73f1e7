package io.pgtwin.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.process.Await;

/** One contestant's run over all workloads: a full copy, then the drain of a backlog of changes. */
record Race(Testbed testbed, long rows, long changes) {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final int CHANGES_PER_TRANSACTION = 100;

    List<Result> run(Contestant contestant, int number) {
        try (Databases databases = Databases.create(testbed, "race" + number)) {
            CpuTimes before = CpuTimes.now(testbed);
            long start = System.nanoTime();
            try (Contestant.Running running = contestant.begin(databases)) {
                Result copied = result("full copy", contestant, rows, start, before, running::isCopied);
                databases.requireEqual();
                Result drained = drain(contestant, databases, running);
                databases.requireEqual();
                return List.of(copied, drained);
            }
        }
    }

    private Result drain(Contestant contestant, Databases databases, Contestant.Running running) {
        running.halt();
        databases.source().execute(Databases.script("mixed-changes.sql")
                .replace(":transactions", String.valueOf(changes / CHANGES_PER_TRANSACTION))
                .replace(":rows", String.valueOf(rows)));
        databases.source().execute("INSERT INTO markers VALUES (1)");
        databases.settle();
        CpuTimes before = CpuTimes.now(testbed);
        long start = System.nanoTime();
        running.goOn();
        return result("drain of mixed changes", contestant, changes, start, before,
                () -> databases.target().number("SELECT count(*) FROM markers") == 1
                        && databases.target().number("SELECT count(*) FROM items") == rowsAtTheEnd());
    }

    /** Ten more with each transaction. */
    private long rowsAtTheEnd() {
        return rows + changes / CHANGES_PER_TRANSACTION * 10;
    }

    private Result result(String workload, Contestant contestant, long amount, long start, CpuTimes before,
            BooleanSupplier done) {
        Await.until(LIMIT, contestant.name() + " is done with " + workload, done, () -> "");
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return new Result(workload, contestant.name(), amount, time, CpuTimes.now(testbed).since(before));
    }
}
