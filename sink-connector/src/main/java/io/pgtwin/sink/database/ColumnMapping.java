package io.pgtwin.sink.database;

import io.pgtwin.common.model.TableId;

/**
 * Under which name a source column stands in its target table. Rules look like {@code shop\.items\.qty => quantity}.
 */
public final class ColumnMapping {
    private final MappingRules rules;

    private ColumnMapping(MappingRules rules) {
        this.rules = rules;
    }

    /** @throws IllegalArgumentException if the rules are malformed; the message says what is expected */
    public static ColumnMapping parse(String text) {
        return new ColumnMapping(MappingRules.parse(text));
    }

    /** @param table the column's table at the source */
    public String map(TableId table, String column) {
        return rules.apply(table + "." + column).orElse(column);
    }
}
