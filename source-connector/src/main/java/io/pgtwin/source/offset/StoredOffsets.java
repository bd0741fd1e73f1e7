package io.pgtwin.source.offset;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.connect.storage.OffsetStorageReader;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;

/** What Connect has stored of a sync. Safe for use by several threads. */
public final class StoredOffsets {
    private final OffsetStorageReader reader;
    private final String topicPrefix;

    public StoredOffsets(OffsetStorageReader reader, String topicPrefix) {
        this.reader = reader;
        this.topicPrefix = topicPrefix;
    }

    /**
     * @return empty for a new sync
     * @throws PgTwinException CONFIGURATION if somebody stored something else
     */
    public Optional<SourceOffset> sync() {
        return SourceOffset.of(reader.offset(SourceOffset.partition(topicPrefix)));
    }

    /** Those of the tables that have one. */
    public Map<TableId, TableOffset> tables(Collection<TableId> tables) {
        List<Map<String, String>> partitions =
                tables.stream().map(table -> TableOffset.partition(topicPrefix, table)).toList();
        Map<Map<String, String>, Map<String, Object>> found = reader.offsets(partitions);
        Map<TableId, TableOffset> offsets = new HashMap<>();
        tables.forEach(table -> TableOffset.of(table, found.get(TableOffset.partition(topicPrefix, table)))
                .ifPresent(offset -> offsets.put(table, offset)));
        return offsets;
    }

    /** Those of the slices of a table or partition that begin at the blocks and have one, by their first block. */
    public Map<Long, SliceOffset> slices(TableId part, Collection<Long> firstBlocks) {
        List<Map<String, String>> partitions =
                firstBlocks.stream().map(first -> SliceOffset.partition(topicPrefix, part, first)).toList();
        Map<Map<String, String>, Map<String, Object>> found = reader.offsets(partitions);
        Map<Long, SliceOffset> offsets = new HashMap<>();
        firstBlocks.forEach(first -> SliceOffset.of(part, first,
                found.get(SliceOffset.partition(topicPrefix, part, first)))
                .ifPresent(offset -> offsets.put(first, offset)));
        return offsets;
    }
}
