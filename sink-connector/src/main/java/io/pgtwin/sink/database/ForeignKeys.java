package io.pgtwin.sink.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pgtwin.common.model.TableId;

/** Which tables of the target refer to which. Read once, until it is told to forget. For one thread. */
public final class ForeignKeys {
    private static final String QUERY = """
            SELECT cn.nspname, c.relname, pn.nspname, p.relname
            FROM pg_catalog.pg_constraint f
            JOIN pg_catalog.pg_class c ON c.oid = f.conrelid
            JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
            JOIN pg_catalog.pg_class p ON p.oid = f.confrelid
            JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
            WHERE f.contype = 'f'
            """;

    private final Connection connection;
    private Map<TableId, Set<TableId>> parents;

    public ForeignKeys(Connection connection) {
        this.connection = connection;
    }

    /** They are read again when they are asked for. */
    public void forget() {
        parents = null;
    }

    /** Whether one of the tables refers to one of them. */
    public boolean connectAny(Collection<TableId> tables) throws SQLException {
        Set<TableId> all = new HashSet<>(tables);
        Map<TableId, Set<TableId>> known = parents();
        return all.stream().anyMatch(table -> known.getOrDefault(table, Set.of()).stream().anyMatch(all::contains));
    }

    /**
     * The tables in an order in which each comes after those that it refers to; those that refer to each other in a
     * circle are together.
     */
    public List<List<TableId>> parentsFirst(Collection<TableId> tables) throws SQLException {
        return new Circles(parents(), tables).parentsFirst();
    }

    private Map<TableId, Set<TableId>> parents() throws SQLException {
        if (parents == null) {
            Map<TableId, Set<TableId>> read = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(QUERY); ResultSet row =
                    statement.executeQuery()) {
                while (row.next()) {
                    read.computeIfAbsent(new TableId(row.getString(1), row.getString(2)), it -> new LinkedHashSet<>())
                            .add(new TableId(row.getString(3), row.getString(4)));
                }
            }
            parents = read;
        }
        return parents;
    }
}
