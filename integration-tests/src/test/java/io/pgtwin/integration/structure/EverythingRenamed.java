package io.pgtwin.integration.structure;

import java.util.List;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.structure.Names;

/** The mapping of {@code structure-words-renames.sql}: no schema, table and column keeps its name. */
record EverythingRenamed(List<TableId> tables) implements Names {
    @Override
    public TableId map(TableId source) {
        return new TableId(source.schema() + "_m", source.name() + (isTable(source) ? " m" : ""));
    }

    /** The reader takes partitioned tables along, which are not in the list. */
    private boolean isTable(TableId source) {
        return tables.contains(source) || source.equals(new TableId("app", "p"));
    }

    @Override
    public String column(TableId table, String column) {
        return column + " m";
    }
}
