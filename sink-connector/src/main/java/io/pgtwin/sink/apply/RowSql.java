package io.pgtwin.sink.apply;

import java.util.BitSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import io.pgtwin.common.pg.Sql;
import io.pgtwin.sink.target.BoundTable;

/**
 * The text of the statements that apply one row. Parameters are text of no type, so that the server reads each as it
 * would read a literal for the column.
 */
final class RowSql {
    private RowSql() {}

    static String insert(BoundTable table, BitSet columns) {
        return "INSERT INTO " + table.target().sqlName() + " (" + Sql.identifiers(table.names(columns))
                + ") OVERRIDING SYSTEM VALUE VALUES (" + join(columns, ", ", column -> "?") + ")";
    }

    /** Changes no row if the key is taken. */
    static String insertUnlessTaken(BoundTable table, BitSet columns) {
        return insert(table, columns) + " ON CONFLICT (" + Sql.identifiers(table.names(table.key())) + ") DO NOTHING";
    }

    /** Answers whether there was a row before; no row if there was one and it has nothing but its key. */
    static String put(BoundTable table, BitSet columns) {
        return insert(table, columns) + " " + SetSql.onConflictUpdate(table, columns) + " RETURNING xmax <> 0";
    }

    /** Parameters: the columns to set, then the key. */
    static String update(BoundTable table, BitSet set) {
        return "UPDATE " + table.target().sqlNameOnly()
                + " SET " + join(set, ", ", column -> name(table, column) + " = ?")
                + " WHERE " + keyMatches(table);
    }

    static String delete(BoundTable table) {
        return "DELETE FROM " + table.target().sqlNameOnly() + " WHERE " + keyMatches(table);
    }

    static String countPresent(BoundTable table) {
        return "SELECT count(*) FROM " + table.target().sqlNameOnly() + " WHERE " + keyMatches(table);
    }

    /** For a table without a key. Parameters: the columns to set, then {@code image}. */
    static String updateOneLike(BoundTable table, BitSet set, BitSet image) {
        return "UPDATE " + table.target().sqlNameOnly()
                + " SET " + join(set, ", ", column -> name(table, column) + " = ?")
                + oneLike(table, image);
    }

    /** For a table without a key. Parameters: {@code image}. */
    static String deleteOneLike(BoundTable table, BitSet image) {
        return "DELETE FROM " + table.target().sqlNameOnly() + oneLike(table, image);
    }

    /**
     * Equal rows cannot be told apart, so any one of them will do. Not every type has an equality, but all have text.
     */
    private static String oneLike(BoundTable table, BitSet image) {
        String matches = join(image, " AND ", column -> name(table, column) + "::text IS NOT DISTINCT FROM CAST(? AS "
                + table.column(column).type() + ")::text");
        return " WHERE (tableoid, ctid) = (SELECT tableoid, ctid FROM " + table.target().sqlNameOnly()
                + " WHERE " + matches + " LIMIT 1)";
    }

    /** The cast is for types that borrow the operators of another, as regclass does those of oid. */
    private static String keyMatches(BoundTable table) {
        return join(table.key(), " AND ", column -> table.equality(column).of(name(table, column),
                "CAST(? AS " + table.column(column).type() + ")"));
    }

    private static String name(BoundTable table, int column) {
        return Sql.identifier(table.column(column).name());
    }

    private static String join(BitSet columns, String separator, IntFunction<String> part) {
        return columns.stream().mapToObj(part).collect(Collectors.joining(separator));
    }
}
