package io.pgtwin.sink.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

import io.pgtwin.sink.database.BoundTable;

/**
 * The session's staging tables, each made once. They must be made outside a transaction, which might be rolled back.
 */
final class Staging {
    /** The server empties all of them at each commit, so they must not become too many. */
    private static final int MAX_TABLES = 100;
    /** The server's limit. */
    private static final int MAX_COLUMNS = 1600;

    private final Connection connection;
    private final Map<BoundTable, StagingTable> tables = new HashMap<>();
    private int made;

    Staging(Connection connection) {
        this.connection = connection;
    }

    /** Called between batches, so that no table in use is dropped. */
    void limit() throws SQLException {
        tables.values().forEach(StagingTable::transactionEnded);
        if (tables.size() <= MAX_TABLES) {
            return;
        }
        for (StagingTable table : tables.values()) {
            execute(table.sql().dropStaging());
        }
        tables.clear();
    }

    /**
     * Called between batches of one transaction. The tables are emptied at once: what is only deleted would stay in the way of
     * every batch until the transaction ends.
     */
    void nextBatch() throws SQLException {
        for (StagingTable table : tables.values()) {
            if (table.isFilled()) {
                execute(table.sql().truncateStaging());
                table.transactionEnded();
            }
        }
    }

    /** A table that is as wide as tables can be has no room for the staging table's own column. */
    static boolean isPossible(BoundTable table) {
        return table.stagedColumns().cardinality() < MAX_COLUMNS;
    }

    void makeFor(BoundTable table) throws SQLException {
        if (!tables.containsKey(table) && isPossible(table)) {
            StagingTable staging = new StagingTable(table, "pgtwin_staging_" + ++made);
            execute(staging.sql().createStaging());
            tables.put(table, staging);
        }
    }

    StagingTable of(BoundTable table) {
        return tables.get(table);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
