package io.pgtwin.benchmarks.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

import io.pgtwin.testbed.sql.Database;

/**
 * The last changes of a load: one transaction that inserts rows with negative keys into every table. A system that has
 * brought all of them has brought everything before them, as long as it keeps the order of each table's changes; there
 * are several so that none of a topic's partitions is left out.
 */
public final class Markers implements AutoCloseable {
    private static final int PER_TABLE = 16;

    private final int count;
    private final Deque<String> missing;
    private final Probe target;

    private Markers(List<String> tables, Probe target) {
        count = tables.size() * PER_TABLE;
        missing = new ArrayDeque<>(tables);
        this.target = target;
    }

    public static Markers insert(Databases databases) {
        Database source = databases.source();
        List<String> tables = source.tables();
        source.execute("BEGIN; " + tables.stream().map(it -> "INSERT INTO " + it
                + " (id) SELECT -i FROM generate_series(1, " + PER_TABLE + ") i").collect(Collectors.joining("; "))
                + "; COMMIT");
        return new Markers(tables, new Probe(databases.target()));
    }

    public int count() {
        return count;
    }

    public boolean haveArrived() {
        while (!missing.isEmpty()
                && target.number("SELECT count(*) FROM " + missing.peek() + " WHERE id < 0") == PER_TABLE) {
            missing.remove();
        }
        return missing.isEmpty();
    }

    @Override
    public void close() {
        target.close();
    }
}
