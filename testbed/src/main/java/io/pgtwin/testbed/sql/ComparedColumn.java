package io.pgtwin.testbed.sql;

import java.util.Optional;

/**
 * A column in a comparison. Its values are compared as text, except that numbers in floating point are compared as
 * bytes: the same number has other digits before PostgreSQL 12.
 *
 * @param send the function that gives a value's bytes, where text will not do
 */
record ComparedColumn(String name, Optional<String> send) {
    /** Name and function by table. Floating point also hides in geometric types and in arrays. Composites stay text. */
    static final String QUERY = """
            SELECT a.attname, CASE WHEN t.typsend IN ('float4send'::regproc, 'float8send'::regproc)
                                     OR t.typcategory = 'G' OR e.typcategory = 'G'
                                     OR e.typsend IN ('float4send'::regproc, 'float8send'::regproc)
                                   THEN t.typsend::text END
            FROM pg_attribute a
            JOIN pg_type c ON c.oid = a.atttypid
            JOIN pg_type t ON t.oid = CASE WHEN c.typtype = 'd' THEN c.typbasetype ELSE c.oid END
            LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typsend = 'array_send'::regproc
            WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    ComparedColumn withName(String other) {
        return new ComparedColumn(other, send);
    }

    String expression() {
        String quoted = Identifiers.quote(name);
        return send.map(function -> function + "(" + quoted + ")").orElse(quoted);
    }
}
