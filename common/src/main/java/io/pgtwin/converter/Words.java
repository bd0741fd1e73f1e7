package io.pgtwin.converter;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names in a schema block. Those that pgtwin's own records repeat are a number, which shortens every record by half.
 */
final class Words {
    /**
     * The number of a word is its place here: part of the format, so words may be added at the end and nowhere else.
     */
    private static final List<String> KNOWN = List.of("before", "after", "source", "op", "ts_ms", "io.pgtwin.Source",
            "version", "connector", "name", "snapshot", "db", "schema", "table", "txId", "lsn", "commit_lsn", "seq",
            "pg.type", "pg.key", "1", "2", "3", "id", "smallint", "integer", "bigint", "boolean", "real",
            "double precision", "numeric", "text", "character varying", "bytea", "uuid", "json", "jsonb", "date",
            "time without time zone", "timestamp without time zone", "timestamp with time zone", "interval",
            "character varying(255)", "numeric(10,2)", "numeric(12,2)", "text[]", "integer[]", "bigint[]", "inet",
            "created_at", "updated_at", "value", "type", "status", "user_id", "description");

    private static final Map<String, Integer> NUMBERS = numbers();

    private Words() {
    }

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < KNOWN.size(); i++) {
            numbers.put(KNOWN.get(i), i);
        }
        return numbers;
    }

    static void write(ByteSink out, String word) {
        Integer number = NUMBERS.get(word);
        if (number == null) {
            out.number(Utf8.length(word));
            out.raw(word.getBytes(StandardCharsets.UTF_8));
        } else {
            out.number(-1 - number);
        }
    }

    static String read(ByteCursor in, String what) {
        long length = in.number(what, -KNOWN.size(), Integer.MAX_VALUE);
        return length < 0 ? KNOWN.get((int) (-1 - length)) : in.text((int) length, what);
    }
}
