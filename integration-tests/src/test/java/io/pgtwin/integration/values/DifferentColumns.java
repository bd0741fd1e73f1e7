package io.pgtwin.integration.values;

import java.util.ArrayList;
import java.util.List;

import io.pgtwin.testbed.process.TestbedException;
import io.pgtwin.testbed.sql.Database;

/** Says which columns of tables differ, and in which rows. */
record DifferentColumns(Database source, Database target) {
    private static final String COLUMNS = """
            SELECT quote_ident(attname) FROM pg_attribute
            WHERE attrelid = to_regclass(?) AND attnum > 0 ORDER BY attnum""";

    String of(List<String> tables) {
        List.of(source, target).forEach(SessionDefaults::reset);
        List<String> differences = new ArrayList<>();
        for (String table : tables) {
            for (String column : source.column(COLUMNS, "public." + table)) {
                List<List<String>> missing = new ArrayList<>(rows(source, table, column));
                missing.removeAll(rows(target, table, column));
                if (!missing.isEmpty()) {
                    differences.add(table + " " + column + ": " + missing.size() + " rows like id "
                            + missing.get(0).get(0));
                }
            }
        }
        return String.join("\n", differences);
    }

    private static List<List<String>> rows(Database database, String table, String column) {
        try {
            return database.rows("SELECT id, " + column + "::text FROM public." + table);
        } catch (TestbedException e) {
            return List.of();       // not there yet
        }
    }
}
