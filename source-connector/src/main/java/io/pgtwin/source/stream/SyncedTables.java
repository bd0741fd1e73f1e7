package io.pgtwin.source.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.catalog.PublishedEntry;
import io.pgtwin.source.catalog.SourceTable;

/**
 * The tables of a sync as the catalog had them at an LSN.
 *
 * @param published how their changes have been recorded so far
 * @param typeNames from type OID and modifier to the type's name as definitions show it
 * @param excluded whether a column of a table is left out; the stream has it nevertheless
 */
public record SyncedTables(List<SourceTable> tables, Lsn loadedAt, Map<TableId, PublishedEntry> published,
        BiFunction<Long, Integer, String> typeNames, BiPredicate<TableId, String> excluded) {
    /** @param entries of some tables, in place of what is known of them */
    public SyncedTables withPublished(Map<TableId, PublishedEntry> entries) {
        Map<TableId, PublishedEntry> all = new HashMap<>(published);
        all.putAll(entries);
        return new SyncedTables(tables, loadedAt, all, typeNames, excluded);
    }

    Relations relations() {
        return new Relations(this);
    }
}
