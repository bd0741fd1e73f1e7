package io.pgtwin.sink.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pgtwin.sink.database.BoundTable;

/**
 * The session's staging tables, each made once. They are made outside a transaction that might be rolled back, except
 * for one that stays open for several batches.
 */
final class Staging {
    /** The server empties all of them at each commit, so there must not be many that nothing needs. */
    private static final int MAX_NOT_NEEDED = 100;
    /** So that no transaction needs many locks. */
    private static final int AT_ONCE = 50;
    /** The server's limit. */
    private static final int MAX_COLUMNS = 1600;
    private static final int INITIAL_CAPACITY = 16;
    private static final float LOAD_FACTOR = 0.75f;

    private final Connection connection;
    /** In the order of their last use. */
    private final Map<BoundTable, StagingTable> tables = new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true);
    private final List<BoundTable> madeInOpenTransaction = new ArrayList<>();
    private int made;

    Staging(Connection connection) {
        this.connection = connection;
    }

    /** Called outside a transaction. */
    void prepare(Set<BoundTable> needed) throws SQLException {
        madeInOpenTransaction.clear();
        tables.values().forEach(StagingTable::transactionEnded);
        List<BoundTable> notNeeded = tables.keySet().stream().filter(table -> !needed.contains(table)).toList();
        drop(notNeeded.subList(0, Math.max(0, notNeeded.size() - MAX_NOT_NEEDED)));
        make(missing(needed));
    }

    /**
     * Called between batches of one transaction. The tables are emptied at once: what is only deleted would stay in the
     * way of every batch until the transaction ends.
     */
    void prepareNextBatch(Set<BoundTable> needed) throws SQLException {
        for (StagingTable table : tables.values()) {
            if (table.isFilled()) {
                execute(table.sql().truncateStaging());
                table.transactionEnded();
            }
        }
        List<BoundTable> missing = missing(needed);
        madeInOpenTransaction.addAll(missing); // before, as it may break off in the middle
        make(missing);
    }

    void rolledBack() {
        madeInOpenTransaction.forEach(tables::remove);
        madeInOpenTransaction.clear();
    }

    /** A table that is as wide as tables can be has no room for the staging table's own column. */
    static boolean isPossible(BoundTable table) {
        return table.stagedColumns().cardinality() < MAX_COLUMNS;
    }

    StagingTable of(BoundTable table) {
        return tables.get(table);
    }

    private List<BoundTable> missing(Collection<BoundTable> needed) {
        return needed.stream().filter(table -> !tables.containsKey(table) && isPossible(table)).toList();
    }

    /**
     * The statements of one command are one transaction, at the end of which the server empties all tables only once.
     */
    private void make(List<BoundTable> missing) throws SQLException {
        for (int i = 0; i < missing.size(); i += AT_ONCE) {
            Map<BoundTable, StagingTable> next = new LinkedHashMap<>();
            missing.subList(i, Math.min(i + AT_ONCE, missing.size()))
                    .forEach(table -> next.put(table, new StagingTable(table, "pgtwin_staging_" + ++made)));
            execute(String.join(";", next.values().stream().map(it -> it.sql().createStaging()).toList()));
            tables.putAll(next);
        }
    }

    private void drop(List<BoundTable> superfluous) throws SQLException {
        for (int i = 0; i < superfluous.size(); i += AT_ONCE) {
            List<BoundTable> next = superfluous.subList(i, Math.min(i + AT_ONCE, superfluous.size()));
            execute(String.join(";", next.stream().map(it -> tables.get(it).sql().dropStaging()).toList()));
            next.forEach(tables::remove);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
