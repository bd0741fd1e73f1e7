package io.pgtwin.common.pg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A unique index that covers a whole table and is checked at once.
 *
 * @param equalities how it tells equal values, by column
 * @param primary whether it is that of the primary key
 * @param replicaIdentity whether it was chosen as replica identity
 */
public record UniqueIndex(Map<String, Equality> equalities, boolean primary, boolean replicaIdentity) {
    private static final String QUERY = SqlResource.read(UniqueIndex.class, "unique-indexes.sql");

    public UniqueIndex {
        equalities = Map.copyOf(equalities);
    }

    /**
     * How values of a column are compared.
     *
     * @param operator as {@code OPERATOR(schema.=)}
     * @param cast what stands behind each side so that the operator takes it; may be empty
     */
    public record Equality(String operator, String cast) {
        /** Of columns that no such index has. */
        public static final Equality USUAL = new Equality("OPERATOR(pg_catalog.=)", "");

        /** @return the condition as SQL */
        public String of(String left, String right) {
            return left + cast + " " + operator + " " + right + cast;
        }
    }

    /** Those of a table, in no order. */
    public static List<UniqueIndex> of(Connection connection, long tableOid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setLong(1, tableOid);
            try (ResultSet row = statement.executeQuery()) {
                List<UniqueIndex> indexes = new ArrayList<>();
                while (row.next()) {
                    indexes.add(new UniqueIndex(equalities(row), row.getBoolean("primary"),
                            row.getBoolean("replica_identity")));
                }
                return indexes;
            }
        }
    }

    private static Map<String, Equality> equalities(ResultSet row) throws SQLException {
        String[] columns = (String[]) row.getArray("columns").getArray();
        String[] operators = (String[]) row.getArray("operators").getArray();
        String[] casts = (String[]) row.getArray("casts").getArray();
        Map<String, Equality> byColumn = new HashMap<>();
        for (int i = 0; i < columns.length; i++) {
            byColumn.put(columns[i], new Equality(operators[i], casts[i]));
        }
        return byColumn;
    }
}
