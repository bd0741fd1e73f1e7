package io.pgtwin.sink.apply;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import io.pgtwin.common.pg.Sql;
import io.pgtwin.sink.database.BoundTable;

/**
 * The text of the statements that apply a set of staged rows to one table. A staging table has the column {@code op},
 * which says what a row is staged for, and a column {@code c0}, {@code c1}, ... for each column of the definition.
 */
final class SetSql {
    private final BoundTable table;
    private final String staging;

    SetSql(BoundTable table, String staging) {
        this.table = table;
        this.staging = "pg_temp." + staging;
    }

    static String copyInto(BoundTable table, BitSet columns) {
        return "COPY " + table.target().sqlName() + " (" + Sql.identifiers(table.names(columns)) + ") FROM STDIN";
    }

    static String copyBinaryInto(BoundTable table, BitSet columns) {
        return copyInto(table, columns) + " (FORMAT binary)";
    }

    /** For rows that send nothing, which COPY cannot take. */
    static String insertDefaults(BoundTable table, long rows) {
        return "INSERT INTO " + table.target().sqlName() + " SELECT FROM generate_series(1, " + rows + ")";
    }

    String createStaging() {
        return "CREATE TEMP TABLE " + staging + " ON COMMIT DELETE ROWS AS SELECT 0::smallint AS op, "
                + join(table.stagedColumns(), ", ", column -> name(column) + " AS c" + column)
                + " FROM " + table.target().sqlName() + " WITH NO DATA";
    }

    String dropStaging() {
        return "DROP TABLE IF EXISTS " + staging;
    }

    String emptyStaging() {
        return "DELETE FROM " + staging;
    }

    String truncateStaging() {
        return "TRUNCATE " + staging;
    }

    String copyIntoStaging(BitSet columns) {
        return "COPY " + staging + " (op, " + join(columns, ", ", column -> "c" + column) + ") FROM STDIN";
    }

    String delete(int op) {
        return "DELETE FROM " + target() + " USING " + staging + " AS s WHERE s.op = " + op + " AND " + keyMatches();
    }

    String countPresent(int op) {
        return "SELECT count(*) FROM " + target() + ", " + staging + " AS s WHERE s.op = " + op + " AND "
                + keyMatches();
    }

    /**
     * @param set the columns to set; at least one
     * @param fixed columns that cannot be set: only rows that have them already are updated
     */
    String update(int op, BitSet set, BitSet fixed) {
        return "UPDATE " + target() + " SET " + join(set, ", ", column -> name(column) + " = s.c" + column)
                + " FROM " + staging + " AS s WHERE s.op = " + op + " AND " + keyMatches()
                + join(fixed, "", column -> " AND t." + name(column) + " = s.c" + column);
    }

    /** Answers one row with the number of rows that were there before. */
    String put(int op, BitSet columns) {
        String insert = "INSERT INTO " + table.target().sqlName() + " (" + Sql.identifiers(table.names(columns))
                + ") OVERRIDING SYSTEM VALUE SELECT " + join(columns, ", ", column -> "c" + column)
                + " FROM " + staging + " WHERE op = " + op + " " + onConflictUpdate(table, columns);
        // a partitioned table does not tell xmax; but a query beside the insert does not see what that does
        return table.target().partitioned()
                ? "WITH put AS (" + insert + ") " + countPresent(op)
                : "WITH put AS (" + insert + " RETURNING xmax) SELECT count(*) FILTER (WHERE xmax <> 0) FROM put";
    }

    /** Only rows that an update wrote, not an insert, have an {@code xmax} at this moment. */
    static String onConflictUpdate(BoundTable table, BitSet columns) {
        List<String> set = table.names(table.replaceable(columns));
        String action = set.isEmpty() ? "NOTHING" : "UPDATE SET " + set.stream()
                .map(name -> Sql.identifier(name) + " = EXCLUDED." + Sql.identifier(name))
                .collect(Collectors.joining(", "));
        return "ON CONFLICT (" + Sql.identifiers(table.names(table.key())) + ") DO " + action;
    }

    private String target() {
        return table.target().sqlNameOnly() + " AS t";
    }

    private String keyMatches() {
        return join(table.key(), " AND ", column -> table.equality(column)
                .of("t." + name(column), "s.c" + column));
    }

    private String name(int column) {
        return Sql.identifier(table.column(column).name());
    }

    private static String join(BitSet columns, String separator, IntFunction<String> part) {
        return columns.stream().mapToObj(part).collect(Collectors.joining(separator));
    }
}
