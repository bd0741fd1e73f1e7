package io.pgtwin.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.TestbedBuilder;
import io.pgtwin.testbed.process.TestbedHome;

/** Command {@code benchmarks/run}. */
@Command(name = "benchmarks/run", mixinStandardHelpOptions = true, usageHelpAutoWidth = true, sortOptions = false,
        description = "Measures pgtwin beside PostgreSQL's own logical replication: the full copy of a wide table and the"
                + " drain of a backlog of mixed changes in transactions of 100 rows, both with the same servers in turn.")
public final class Benchmarks implements Callable<Integer> {
    private static final List<Contestant> ALL =
            List.of(new NativeReplication(), new PgTwin("blocks"), new PgTwin("rows"));

    @Option(names = "--rows", defaultValue = "1000000", description = "Rows of the table; default: ${DEFAULT-VALUE}")
    private long rows;

    @Option(names = "--changes", defaultValue = "500000", description = "Changes; default: ${DEFAULT-VALUE}")
    private long changes;

    @Option(names = "--indexed-rows", defaultValue = "0", description = "Measures instead the full copy of so many narrow rows"
            + " into a table with three secondary indexes: made after the rows, and there from the start")
    private long indexedRows;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds; default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--systems", split = ",", description = "Of native, pgtwin blocks, pgtwin rows; default: all")
    private List<String> systems = ALL.stream().map(Contestant::name).toList();

    @Option(names = "--postgres", defaultValue = "17", description = "PostgreSQL version; default: ${DEFAULT-VALUE}")
    private String postgres;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }

    @Override
    public Integer call() {
        List<Contestant> contestants = ALL.stream().filter(it -> systems.contains(it.name())).toList();
        List<List<Result>> results = new ArrayList<>();
        if (indexedRows > 0) {
            return indexed();
        }
        try (Testbed testbed = testbed()) {
            Databases.prepare(testbed, rows);
            Race race = new Race(testbed, rows, changes);
            int runs = 0; // each has names of its own: topics and offsets of an earlier run are still there
            for (int round = 0; round < rounds; round++) {
                List<Result> inRound = new ArrayList<>();
                for (Contestant contestant : contestants) {
                    inRound.addAll(told(race.run(contestant, runs++)));
                }
                results.add(inRound);
            }
        }
        System.out.println();
        System.out.println(new ResultTable(results).text());
        return 0;
    }

    private int indexed() {
        try (Testbed testbed = testbed()) {
            IndexedCopy copy = new IndexedCopy(testbed, indexedRows);
            copy.prepare();
            for (int round = 0; round < rounds; round++) {
                told(copy.run(round));
            }
        }
        return 0;
    }

    private static List<Result> told(List<Result> results) {
        results.forEach(it -> System.out.printf(Locale.ROOT, "%s, %s: %,.0f per second, %.1f s, CPU %s%n", it.workload(),
                it.contestant(), it.perSecond(), it.time().toMillis() / 1e3, it.cpu().byPart()));
        return results;
    }

    /** Servers that force to disk what they commit, as in production. */
    private Testbed testbed() {
        TestbedBuilder builder = Testbed.builder().sourceVersion(postgres).targetVersion(postgres)
                .workerProperties(TestbedHome.repository().resolve("config").resolve("worker.properties"));
        for (String[] setting : new String[][] {{"fsync", "on"}, {"shared_buffers", "512MB"}, {"max_wal_size", "8GB"},
            {"checkpoint_timeout", "30min"}}) {
            builder.sourceSetting(setting[0], setting[1]).targetSetting(setting[0], setting[1]);
        }
        return builder.start();
    }
}
