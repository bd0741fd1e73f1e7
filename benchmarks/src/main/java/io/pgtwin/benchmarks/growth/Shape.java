package io.pgtwin.benchmarks.growth;

import java.util.Map;

import io.pgtwin.benchmarks.data.Dataset;
import io.pgtwin.benchmarks.data.Script;

/**
 * Tables of equal size.
 *
 * @param rows in each table
 * @param columns of each table, besides the key
 * @param bytes in each column
 */
record Shape(long tables, long rows, long columns, long bytes) {
    private static final long MAX_CHANGES = 200_000;

    Dataset data() {
        String definitions = script("grown-tables.sql");
        return new Dataset("grown_" + tables + "_" + rows + "_" + columns + "_" + bytes, definitions,
                script("grown-rows.sql"), tables * rows, definitions);
    }

    String changesScript() {
        return script("grown-changes.sql");
    }

    long changes() {
        return tables * changesPerTable();
    }

    private long changesPerTable() {
        return Math.max(1, Math.min(rows, MAX_CHANGES / tables));
    }

    private String script(String resource) {
        return Script.of(Shape.class, resource, Map.of("tables", tables, "rows", rows, "columns", columns,
                "bytes", bytes, "changes", changesPerTable()));
    }
}
