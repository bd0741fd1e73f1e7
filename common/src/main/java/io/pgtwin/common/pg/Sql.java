package io.pgtwin.common.pg;

import java.util.Collection;
import java.util.stream.Collectors;

import io.pgtwin.common.model.TableId;

/** SQL text for names and literals. */
public final class Sql {
    private Sql() {}

    /** A quoted identifier. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A quoted, qualified table name. */
    public static String table(TableId table) {
        return identifier(table.schema()) + '.' + identifier(table.name());
    }

    /** Quoted identifiers separated by commas. */
    public static String identifiers(Collection<String> names) {
        return names.stream().map(Sql::identifier).collect(Collectors.joining(", "));
    }

    /** A string literal, right whatever {@code standard_conforming_strings} says. */
    public static String literal(String text) {
        String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
        return text.indexOf('\\') < 0 ? quoted : " E" + quoted;
    }
}
