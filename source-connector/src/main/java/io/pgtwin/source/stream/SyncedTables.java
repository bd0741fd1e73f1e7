package io.pgtwin.source.stream;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.catalog.SourceTable;

/**
 * The tables of a sync as the catalog had them at an LSN.
 *
 * @param typeNames from type OID and modifier to the type's name as definitions show it
 * @param excluded whether a column of a table is left out; the stream has it nevertheless
 */
public record SyncedTables(List<SourceTable> tables, Lsn loadedAt, BiFunction<Long, Integer, String> typeNames,
        BiPredicate<TableId, String> excluded) {
    Relations relations() {
        return new Relations(this);
    }
}
