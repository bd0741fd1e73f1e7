package io.pgtwin.benchmarks.workloads;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pgtwin.benchmarks.data.Dataset;
import io.pgtwin.benchmarks.data.Script;
import io.pgtwin.benchmarks.systems.Ability;

/** All workloads. */
public final class Workloads {
    private static final int SMALL_TABLES = 200;
    private static final int CHANGES_PER_TRANSACTION = 100;
    private static final int CHANGES_PER_TPCB_TRANSACTION = 4;
    private static final int TPCB_ACCOUNTS = 100_000;

    private Workloads() {
    }

    public static List<Workload> all(Sizes sizes) {
        Dataset indexed = Dataset.indexed(sizes.rows());
        Backlog mixed = mixed(sizes);
        Dataset steady = Dataset.wide(sizes.changingRows());
        return List.of(
                new FullCopy("copy-wide", Dataset.wide(sizes.rows())),
                new FullCopy("copy-narrow", Dataset.narrow(sizes.rows())),
                new FullCopy("copy-tables", Dataset.small(SMALL_TABLES, sizes.smallTableRows())),
                new FullCopy("copy-large", Dataset.large(sizes.largeRows())),
                new FullCopy("copy-indexed", indexed),
                new FullCopy("copy-indexed-made", indexed.withEmptyTarget(), Set.of(Ability.COPY, Ability.STRUCTURE)),
                new Drain("drain-mixed", mixed),
                new Drain("drain-tpcb", tpcb(sizes)),
                new Drain("drain-giant", giant(sizes)),
                new HalfByHalf("halves-mixed", mixed),
                new SteadyLoad("steady-500", steady, 500, sizes.time()),
                new SteadyLoad("steady-5000", steady, 5_000, sizes.time()));
    }

    /** What makes systems fast that need time for it. */
    public static List<Workload> warmUp() {
        return List.of(new FullCopy("warm-up copy", Dataset.wide(Sizes.WARM_UP.rows())),
                new Drain("warm-up drain-mixed", mixed(Sizes.WARM_UP)),
                new Drain("warm-up drain-tpcb", tpcb(Sizes.WARM_UP)));
    }

    /** The copy of all rows. */
    public static Workload copy(String name, Dataset data) {
        return new FullCopy(name, data);
    }

    /**
     * The drain of a backlog.
     *
     * @param script makes the changes
     * @param changes how many there are
     */
    public static Workload drain(String name, Dataset data, String script, long changes) {
        return new Drain(name, new Backlog(data, script, changes));
    }

    private static Backlog mixed(Sizes sizes) {
        long transactions = sizes.changes() / CHANGES_PER_TRANSACTION;
        String script = script("mixed-changes.sql", Map.of("transactions", transactions, "rows", sizes.changingRows()));
        return new Backlog(Dataset.wide(sizes.changingRows()), script, transactions * CHANGES_PER_TRANSACTION);
    }

    private static Backlog tpcb(Sizes sizes) {
        long accounts = Math.min(TPCB_ACCOUNTS, sizes.rows());
        long transactions = sizes.changes() / CHANGES_PER_TPCB_TRANSACTION;
        return new Backlog(Dataset.tpcb(accounts), script("tpcb-transactions.sql",
                Map.of("transactions", transactions, "rows", accounts)), transactions * CHANGES_PER_TPCB_TRANSACTION);
    }

    /** As many changes as there are rows. */
    private static Backlog giant(Sizes sizes) {
        return new Backlog(Dataset.wide(sizes.changingRows()), script("giant-transaction.sql",
                Map.of("changes", sizes.changingRows(), "rows", sizes.changingRows())), sizes.changingRows());
    }

    private static String script(String resource, Map<String, Long> numbers) {
        return Script.of(Workloads.class, resource, numbers);
    }
}
