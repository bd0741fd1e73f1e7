package io.pgtwin.benchmarks;

import java.time.Duration;
import java.util.List;

import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.sql.Database;

/**
 * A full copy of narrow rows into a table with three secondary indexes: made by pgtwin when the rows are there, and there from the
 * start. The time ends when the target has rows and indexes.
 */
record IndexedCopy(Testbed testbed, long rows) {
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final String TEMPLATE = "template_narrow";
    private static final Contestant PAIR = new PgTwin("blocks");

    void prepare() {
        Database template = testbed.source().createDatabase(TEMPLATE);
        template.execute(Databases.script("narrow-table.sql"));
        template.update(Databases.script("narrow-rows.sql"), rows);
        template.execute(Databases.script("narrow-indexes.sql"));
        template.execute("VACUUM ANALYZE");
    }

    List<Result> run(int round) {
        String fromTheStart = Databases.script("narrow-table.sql") + Databases.script("narrow-indexes.sql");
        return List.of(copy("indexes after the rows", "indexed_after" + round, "SELECT"),
                copy("indexes from the start", "indexed_first" + round, fromTheStart));
    }

    private Result copy(String workload, String name, String targetSql) {
        try (Databases databases = Databases.create(testbed, name, TEMPLATE, targetSql)) {
            CpuTimes before = CpuTimes.now(testbed);
            long start = System.nanoTime();
            try (Contestant.Running running = PAIR.begin(databases)) {
                Await.until(LIMIT, workload, running::isCopied, () -> "");
                Duration time = Duration.ofNanos(System.nanoTime() - start);
                CpuTimes used = CpuTimes.now(testbed).since(before);
                databases.requireEqual();
                return new Result(workload, PAIR.name(), rows, time, used);
            }
        }
    }
}
