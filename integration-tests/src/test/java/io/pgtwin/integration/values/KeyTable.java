package io.pgtwin.integration.values;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.pgtwin.testbed.sql.Database;

/** A table whose primary key is {@code id} and a column of each of some types. */
record KeyTable(String name, List<SampleType> types) {
    /** An index has 32 columns at most, and {@code id} is one. */
    private static final int MAX_TYPES = 31;
    private static final int MAX_VALUE_LENGTH = 40;
    private static final int ROWS = 60;

    /** As many tables as it takes for all types that can be a key. */
    static List<KeyTable> of(List<SampleType> types, int version, Database database) {
        List<String> keys = database.column("SELECT name FROM unnest(?::text[]) name WHERE types.is_orderable(name)",
                SampleTypes.names(types));
        List<SampleType> orderable = types.stream().filter(type -> keys.contains(type.name()))
                .filter(type -> !shortValues(type, version).isEmpty()).toList();
        List<KeyTable> tables = new ArrayList<>();
        for (int first = 0; first < orderable.size(); first += MAX_TYPES) {
            tables.add(new KeyTable("keys_" + tables.size(),
                    orderable.subList(first, Math.min(first + MAX_TYPES, orderable.size()))));
        }
        return tables;
    }

    private static List<String> shortValues(SampleType type, int version) {
        return type.values(version).stream().filter(value -> value.length() <= MAX_VALUE_LENGTH).toList();
    }

    String create() {
        return types.stream().map(type -> quoted(type) + " " + type.name() + ", ")
                .collect(Collectors.joining("", "CREATE TABLE " + name + " (id integer, note text, ",
                        "PRIMARY KEY (id, "))
                + columns() + "))";
    }

    /** Every row has a value of every type, in turns. */
    String insert(int version) {
        return IntStream.rangeClosed(1, ROWS).mapToObj(id -> types.stream().map(type -> literal(type, version, id))
                .collect(Collectors.joining(", ", "(" + id + ", 'note', ", ")")))
                .collect(Collectors.joining(", ", "INSERT INTO " + name + " (id, note, " + columns() + ") VALUES ",
                        ""));
    }

    private static String literal(SampleType type, int version, int id) {
        List<String> values = shortValues(type, version);
        return "'" + values.get(id % values.size()).replace("'", "''") + "'";
    }

    /** Of every third row the key moves, the next changes, and some go and come. */
    String change() {
        return """
                BEGIN;
                UPDATE %1$s t SET (%2$s) = (SELECT %2$s FROM %1$s s WHERE s.id = t.id + 1)
                    WHERE t.id %% 3 = 0 AND t.id < %3$s;
                UPDATE %1$s SET note = 'changed' WHERE id %% 3 = 1;
                DELETE FROM %1$s WHERE id %% 6 = 2;
                INSERT INTO %1$s SELECT id + 1000, %4$s FROM %1$s WHERE id %% 2 = 0;
                COMMIT""".formatted(name, columns(), ROWS, "note, " + columns());
    }

    private String columns() {
        return types.stream().map(KeyTable::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(SampleType type) {
        return '"' + type.name().replace("\"", "\"\"") + '"';
    }
}
