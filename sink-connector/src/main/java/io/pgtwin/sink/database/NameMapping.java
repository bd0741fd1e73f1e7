package io.pgtwin.sink.database;

import io.pgtwin.common.model.TableId;

/** Under which name a source table stands in the target. Rules look like {@code sales\.(.*) => archive.$1}. */
public final class NameMapping {
    private final MappingRules rules;

    private NameMapping(MappingRules rules) {
        this.rules = rules;
    }

    /** @throws IllegalArgumentException if the rules are malformed; the message says what is expected */
    public static NameMapping parse(String text) {
        MappingRules rules = MappingRules.parse(text);
        for (String to : rules.targets()) {
            if (to.indexOf('.') < 0) {
                throw new IllegalArgumentException("'" + to + "' is no schema.table");
            }
        }
        return new NameMapping(rules);
    }

    public TableId map(TableId source) {
        return rules.apply(source.toString()).map(NameMapping::tableId).orElse(source);
    }

    private static TableId tableId(String name) {
        int dot = name.indexOf('.');
        return new TableId(name.substring(0, dot), name.substring(dot + 1));
    }
}
