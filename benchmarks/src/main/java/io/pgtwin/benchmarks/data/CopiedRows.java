package io.pgtwin.benchmarks.data;

import java.util.ArrayDeque;
import java.util.Deque;

import io.pgtwin.testbed.sql.Database;

/**
 * Whether all rows of the source are in the target, for systems that do not say so themselves. Counts a table only when
 * its last row is there, so that waiting costs the target little.
 */
public final class CopiedRows implements AutoCloseable {
    private final Deque<Table> missing = new ArrayDeque<>();
    private final Probe target;

    private record Table(String name, long rows, long lastId) {
    }

    public CopiedRows(Databases databases) {
        Database source = databases.source();
        for (String table : source.tables()) {
            missing.add(new Table(table, source.number("SELECT count(*) FROM " + table),
                    source.number("SELECT coalesce(max(id), 0) FROM " + table)));
        }
        target = new Probe(databases.target());
    }

    public boolean areComplete() {
        while (!missing.isEmpty() && isComplete(missing.peek())) {
            missing.remove();
        }
        return missing.isEmpty();
    }

    private boolean isComplete(Table table) {
        return table.rows() == 0
                || target.number("SELECT count(*) FROM " + table.name() + " WHERE id = " + table.lastId()) == 1
                && target.number("SELECT count(*) FROM " + table.name()) == table.rows();
    }

    @Override
    public void close() {
        target.close();
    }
}
