package io.pgtwin.sink.database;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.UniqueIndex;

/**
 * A table of the target as its catalog has it.
 *
 * @param partitioned whether the table only stands for its partitions
 * @param firing the triggers that fire on what the session writes
 * @param rewriting the rules that rewrite what the session writes
 * @param uniqueKeys by which ON CONFLICT finds rows
 */
public record TargetTable(
        TableId id,
        boolean partitioned,
        List<String> firing,
        List<String> rewriting,
        List<TargetColumn> columns,
        List<UniqueIndex> uniqueKeys) {

    public Optional<TargetColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** @return the unique key on exactly these columns, in whatever order */
    public Optional<UniqueIndex> uniqueKey(Set<String> columns) {
        return uniqueKeys.stream().filter(key -> key.equalities().keySet().equals(columns)).findFirst();
    }

    /** The quoted name. */
    public String sqlName() {
        return Sql.table(id);
    }

    /** The quoted name for statements that must not reach tables that inherit from this one. */
    public String sqlNameOnly() {
        return partitioned ? sqlName() : "ONLY " + sqlName();
    }
}
