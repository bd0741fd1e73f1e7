package io.pgtwin.testbed.sql;

/** Names as SQL writes them. */
final class Identifiers {
    private Identifiers() {
    }

    /** @param table {@code schema.table}, unquoted; the schema must not contain a dot */
    static String table(String table) {
        int dot = table.indexOf('.');
        return quote(table.substring(0, dot)) + "." + quote(table.substring(dot + 1));
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
