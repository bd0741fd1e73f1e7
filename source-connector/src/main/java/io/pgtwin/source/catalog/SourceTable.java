package io.pgtwin.source.catalog;

import java.util.List;

import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

/**
 * A table of the source as its catalog has it.
 *
 * @param identities of the definition's columns, in its order
 * @param estimatedRows from the planner's statistics, 0 if there are none
 * @param blocks the size of its main fork
 */
public record SourceTable(
        long oid, TableDefinition definition, List<ColumnIdentity> identities, long estimatedRows, long blocks) {
    public TableId id() {
        return definition.id();
    }
}
