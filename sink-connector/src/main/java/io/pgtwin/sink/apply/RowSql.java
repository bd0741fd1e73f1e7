package io.pgtwin.sink.apply;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import io.pgtwin.common.pg.Sql;
import io.pgtwin.sink.database.BoundTable;
import io.pgtwin.sink.database.TargetColumn;

/**
 * The text of the statements that apply one row. Parameters are text of no type, so that the server reads each as it
 * would read a literal for the column.
 */
final class RowSql {
    private RowSql() {}

    static String insert(BoundTable table, BitSet columns) {
        if (columns.isEmpty()) {
            return "INSERT INTO " + table.target().sqlName() + " DEFAULT VALUES";
        }
        return "INSERT INTO " + table.target().sqlName() + " (" + Sql.identifiers(table.names(columns))
                + ") OVERRIDING SYSTEM VALUE VALUES (" + join(columns, ", ", column -> "?") + ")";
    }

    /** Changes no row if the key is taken. */
    static String insertUnlessTaken(BoundTable table, BitSet columns) {
        return insert(table, columns) + " ON CONFLICT (" + Sql.identifiers(table.names(table.key())) + ") DO NOTHING";
    }

    static String put(BoundTable table, BitSet columns) {
        return insert(table, columns) + " " + SetSql.onConflictUpdate(table, columns);
    }

    /** The same, and answers whether there was a row before; no row if there was one and it can only stay as it is. */
    static String putAndTell(BoundTable table, BitSet columns) {
        return put(table, columns) + " RETURNING xmax <> 0";
    }

    /**
     * Parameters: the columns to set, then the key, then {@code fixed}.
     *
     * @param fixed columns that cannot be set: only a row that has them already is updated
     */
    static String update(BoundTable table, BitSet set, BitSet fixed) {
        return "UPDATE " + table.target().sqlNameOnly()
                + " SET " + join(set, ", ", column -> name(table, column) + " = ?")
                + " WHERE " + keyMatches(table) + join(fixed, "", column -> " AND " + name(table, column) + " = ?");
    }

    /** Parameters: the key, then the columns to set. */
    static String rewrite(BoundTable table, BitSet set) {
        return rewrite(table, set, " WHERE " + keyMatches(table));
    }

    /** For a table without a key. Parameters: {@code image}, then the columns to set. */
    static String rewriteOneLike(BoundTable table, BitSet set, BitSet image) {
        return rewrite(table, set, oneLike(table, image));
    }

    /** An update that can set every column, because it deletes the row and inserts it again. */
    private static String rewrite(BoundTable table, BitSet set, String where) {
        List<String> kept = new ArrayList<>(table.target().columns().stream().filter(column -> !column.generated())
                .map(TargetColumn::name).toList());
        kept.removeAll(table.names(set));
        String keptNames = kept.stream().map(name -> ", " + Sql.identifier(name)).collect(Collectors.joining());
        return "WITH old AS (DELETE FROM " + table.target().sqlNameOnly() + where + " RETURNING *) INSERT INTO "
                + table.target().sqlName() + " (" + Sql.identifiers(table.names(set)) + keptNames
                + ") OVERRIDING SYSTEM VALUE SELECT " + join(set, ", ", column -> cast(table, column)) + keptNames
                + " FROM old";
    }

    private static String cast(BoundTable table, int column) {
        return "CAST(? AS " + table.column(column).type() + ")";
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
        String matches = join(image, " AND ", column -> name(table, column) + "::text IS NOT DISTINCT FROM "
                + cast(table, column) + "::text");
        return " WHERE (tableoid, ctid) = (SELECT tableoid, ctid FROM " + table.target().sqlNameOnly()
                + (image.isEmpty() ? "" : " WHERE " + matches) + " LIMIT 1)";
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
