package io.pgtwin.sink.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.pgtwin.sink.database.BoundTable;

/**
 * The session's staging tables, which are made and dropped in the transactions that need them. The server empties all
 * of them at the end of each transaction, so that further transactions would cost as much again for every table.
 */
final class Staging {
    /** The server empties all of them at each commit, so there must not be many that nothing needs. */
    private static final int MAX_NOT_NEEDED = 100;
    /** The server's limit. */
    private static final int MAX_COLUMNS = 1600;
    private static final int INITIAL_CAPACITY = 16;
    private static final float LOAD_FACTOR = 0.75f;

    private final Connection connection;
    /** In the order of their last use. */
    private final Map<BoundTable, StagingTable> tables = new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true);
    /** Those that a rollback brings back. */
    private Map<BoundTable, StagingTable> committed = Map.of();
    private int made;

    Staging(Connection connection) {
        this.connection = connection;
    }

    /** Called before each transaction, so that whatever breaks it off can be undone here, too. */
    void begin() {
        committed = new LinkedHashMap<>(tables);
        tables.values().forEach(StagingTable::transactionEnded);
    }

    /**
     * Called before each batch of a transaction. What is left of the batch before is emptied at once: what is only
     * deleted would stay in the way of every batch until the transaction ends.
     */
    void prepare(Set<BoundTable> needed) throws SQLException {
        for (StagingTable table : tables.values()) {
            if (table.isFilled()) {
                execute(table.sql().truncateStaging());
                table.transactionEnded();
            }
        }
        List<BoundTable> notNeeded = tables.keySet().stream().filter(table -> !needed.contains(table)).toList();
        drop(notNeeded.subList(0, Math.max(0, notNeeded.size() - MAX_NOT_NEEDED)));
        make(missing(needed));
    }

    void rolledBack() {
        tables.clear();
        tables.putAll(committed);
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

    private void make(List<BoundTable> missing) throws SQLException {
        missing.forEach(table -> tables.put(table, new StagingTable(table, "pgtwin_staging_" + ++made)));
        executeAll(missing, SetSql::createStaging);
    }

    private void drop(List<BoundTable> superfluous) throws SQLException {
        executeAll(superfluous, SetSql::dropStaging);
        superfluous.forEach(tables::remove);
    }

    private void executeAll(List<BoundTable> of, Function<SetSql, String> statement) throws SQLException {
        if (!of.isEmpty()) {
            execute(String.join(";", of.stream().map(table -> statement.apply(tables.get(table).sql())).toList()));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
