package io.pgtwin.benchmarks.data;

import java.util.Map;

import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.sql.Database;

/**
 * Tables with rows. They are made once, as a template: the source of every run is a copy of it. Every table has a key
 * {@code id} of positive numbers, the largest last, and takes a row of nothing else.
 *
 * @param definitions makes the tables
 * @param rows fills them
 * @param count of all rows
 * @param inTarget what the target has from the start: the tables, or nothing
 */
public record Dataset(String name, String definitions, String rows, long count, String inTarget) {
    private static final String NOTHING = "SELECT";

    /** @return 11 mixed columns, about 250 bytes a row */
    public static Dataset wide(long rows) {
        return of("wide", script("wide-table.sql"), "wide-rows.sql", rows);
    }

    /** @return 5 columns, about 100 bytes a row */
    public static Dataset narrow(long rows) {
        return of("narrow", script("narrow-table.sql"), "narrow-rows.sql", rows);
    }

    /** @return narrow rows with three secondary indexes, which the target has from the start */
    public static Dataset indexed(long rows) {
        return of("indexed", script("narrow-table.sql") + script("narrow-indexes.sql"), "narrow-rows.sql", rows);
    }

    /** @return about 150 kB a row */
    public static Dataset large(long rows) {
        return of("large", script("large-table.sql"), "large-rows.sql", rows);
    }

    /** @param rows in each table */
    public static Dataset small(long tables, long rows) {
        Map<String, Long> numbers = Map.of("tables", tables, "rows", rows);
        String definitions = Script.of(Dataset.class, "small-tables.sql", numbers);
        return new Dataset("small", definitions, Script.of(Dataset.class, "small-rows.sql", numbers), tables * rows,
                definitions);
    }

    /** @return one branch, ten tellers and some accounts, and no history yet */
    public static Dataset tpcb(long accounts) {
        return of("tpcb", script("tpcb-tables.sql"), "tpcb-rows.sql", accounts);
    }

    private static Dataset of(String name, String definitions, String rows, long count) {
        String filling = Script.of(Dataset.class, rows, Map.of("rows", count));
        return new Dataset(name, definitions, filling, count, definitions);
    }

    private static String script(String resource) {
        return Script.of(Dataset.class, resource, Map.of());
    }

    /** The same rows for a target that has no tables yet. */
    public Dataset withEmptyTarget() {
        return new Dataset(name, definitions, rows, count, NOTHING);
    }

    String template() {
        return "template_" + name + "_" + count;
    }

    /** Does nothing if they are made already. */
    public void make(Testbed testbed) {
        if (testbed.source().database("postgres").number("SELECT count(*) FROM pg_database WHERE datname = ?",
                template()) > 0) {
            return;
        }
        Database made = testbed.source().createDatabase(template());
        made.execute(definitions);
        made.execute(rows);
        made.execute("VACUUM ANALYZE");
    }
}
