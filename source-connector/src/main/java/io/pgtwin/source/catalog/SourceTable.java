package io.pgtwin.source.catalog;

import java.util.List;

import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

/**
 * A table of the source as its catalog has it.
 *
 * @param identities of the definition's columns, in its order
 * @param parts what holds the rows: the table itself, or the partitions of a partitioned table, which may have none
 */
public record SourceTable(
        long oid, TableDefinition definition, List<ColumnIdentity> identities, List<TablePart> parts) {
    public TableId id() {
        return definition.id();
    }

    /** From the planner's statistics, 0 if there are none. */
    public long estimatedRows() {
        return parts.stream().mapToLong(TablePart::estimatedRows).sum();
    }
}
