package io.pgtwin.common.structure;

import io.pgtwin.common.model.TableId;

/** Under which names the source's objects stand in the target. Must give equal answers to equal questions. */
public interface Names {
    /** Every object keeps its name. */
    Names SAME = new Names() {
        @Override
        public TableId map(TableId source) {
            return source;
        }

        @Override
        public String column(TableId table, String column) {
            return column;
        }
    };

    /** Asked for tables, and in the same way for types, sequences, collations and functions. */
    TableId map(TableId source);

    /** @param table the column's table at the source */
    String column(TableId table, String column);
}
