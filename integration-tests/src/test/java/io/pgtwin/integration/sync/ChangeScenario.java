package io.pgtwin.integration.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.pgtwin.testbed.sql.Database;

/**
 * One scenario of a script: tables, rows, and changes of them, in a schema of its own.
 *
 * @param sentence what is proved
 */
public record ChangeScenario(String schema, String sentence, Script tables, Script rows, Script changes) {
    private static final String BEGIN = "--- ";
    private static final String ROWS = "-- rows\n";
    private static final String CHANGES = "-- changes\n";
    private static final String IN_SCHEMA = "SET search_path TO %s;\n";

    /** All scenarios of a script; each begins with three dashes and its sentence. */
    public static List<ChangeScenario> in(String script) {
        List<String> parts = List.of(Script.text(script).split("(?m)^" + BEGIN));
        return IntStream.range(1, parts.size()).mapToObj(i -> parse("scenario" + i, parts.get(i))).toList();
    }

    private static ChangeScenario parse(String schema, String part) {
        String sentence = part.lines().findFirst().orElseThrow();
        int rows = part.indexOf(ROWS);
        int changes = part.indexOf(CHANGES);
        String path = IN_SCHEMA.formatted(schema);
        return new ChangeScenario(schema, sentence,
                Script.of(sentence, "CREATE SCHEMA " + schema + ";\n" + path + part.substring(sentence.length(), rows)),
                Script.of(sentence, path + part.substring(rows, changes)),
                Script.of(sentence, path + part.substring(changes)));
    }

    /** Rows that the scenario does not know of, in every table that has room for them. */
    public void addOtherRows(Database source) {
        othersIn(source).forEach(table -> source.execute("INSERT INTO " + table
                + " (id, note) SELECT i, 'other' FROM generate_series(10001, 10060) i"));
    }

    /** Changes of every kind, for the same batch. */
    public void changeOtherRows(Database source, String note) {
        for (String table : othersIn(source)) {
            source.update("UPDATE " + table + " SET note = ? WHERE id > 10000 AND id % 3 = 0", note);
            source.execute("DELETE FROM " + table + " WHERE id = (SELECT max(id) FROM " + table + " WHERE id > 10000)");
            source.update("INSERT INTO " + table + " (id, note) SELECT coalesce(max(id), 10000) + 100, ? FROM " + table
                    + " WHERE id > 10000", note);
        }
    }

    /** A table without a replica identity takes no updates. */
    private List<String> othersIn(Database source) {
        return source.column("""
                SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.columns c
                WHERE table_schema = ? AND column_name = 'note' AND EXISTS (
                    SELECT FROM pg_index WHERE indisprimary
                    AND indrelid = (quote_ident(table_schema) || '.' || quote_ident(table_name))::regclass)""", schema);
    }

    public List<String> tableNames(Database source) {
        return new ArrayList<>(source.tables().stream().filter(table -> table.startsWith(schema + ".")).toList());
    }

    @Override
    public String toString() {
        return sentence;
    }
}
