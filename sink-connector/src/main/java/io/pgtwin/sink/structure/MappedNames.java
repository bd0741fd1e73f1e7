package io.pgtwin.sink.structure;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.structure.Names;
import io.pgtwin.sink.database.TargetMapping;

/** The sink's mapping, which types, sequences and collations follow in the same way as tables. */
public record MappedNames(TargetMapping mapping) implements Names {
    @Override
    public TableId map(TableId source) {
        return mapping.tables().map(source);
    }

    @Override
    public String column(TableId table, String column) {
        return mapping.columns().map(table, column);
    }
}
