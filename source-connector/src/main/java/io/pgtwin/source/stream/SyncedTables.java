package io.pgtwin.source.stream;

import java.util.List;
import java.util.function.BiFunction;

import io.pgtwin.common.model.Lsn;
import io.pgtwin.source.catalog.SourceTable;

/**
 * The tables of a sync as the catalog had them at an LSN.
 *
 * @param typeNames from type OID and modifier to the type's name as definitions show it
 */
public record SyncedTables(List<SourceTable> tables, Lsn loadedAt, BiFunction<Long, Integer, String> typeNames) {
    Relations relations() {
        return new Relations(tables, loadedAt, typeNames);
    }
}
