package io.pgtwin.testbed.sql;

import java.util.List;
import java.util.stream.Collectors;

/** Names as SQL writes them. */
final class Identifiers {
    private Identifiers() {
    }

    /** @param table {@code schema.table}, unquoted; the schema must not contain a dot */
    static String table(String table) {
        int dot = table.indexOf('.');
        return quote(table.substring(0, dot)) + "." + quote(table.substring(dot + 1));
    }

    static String list(List<String> columns) {
        return columns.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    }

    private static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
