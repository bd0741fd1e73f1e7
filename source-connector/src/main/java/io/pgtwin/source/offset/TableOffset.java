package io.pgtwin.source.offset;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.source.catalog.PublishedEntry;

/**
 * Whether a table takes part in a sync: its writer and its reader. Without it, nothing would tell a table that came
 * later from one whose changes got lost.
 *
 * <pre>
 * partition   {"table": topic.prefix "schema"."name"}
 * offset      state       synced, or left when the table was taken out of the selection or waits for another copy
 *             relation, published   see {@link PublishedEntry}: with another one, some changes were not recorded
 *             resync, resync_lsn, resync_done   see {@link Resync}; absent if it was copied once only
 * </pre>
 *
 * A partition has one field, because Connect finds it by its bytes, and the order of several fields is not always the
 * same.
 *
 * @param published empty in a sync without changes
 */
public record TableOffset(TableId table, State state, Optional<PublishedEntry> published, Optional<Resync> resync)
        implements StoredPart {
    private static final String STATE = "state";
    private static final String RELATION = "relation";
    private static final String PUBLISHED = "published";

    /** What a table is to the sync. */
    public enum State { SYNCED, LEFT }

    public static TableOffset synced(TableId table, Optional<PublishedEntry> published) {
        return new TableOffset(table, State.SYNCED, published, Optional.empty());
    }

    public static TableOffset left(TableId table) {
        return new TableOffset(table, State.LEFT, Optional.empty(), Optional.empty());
    }

    public TableOffset with(Resync again) {
        return new TableOffset(table, state, published, Optional.of(again));
    }

    @Override
    public Map<String, ?> partitionIn(String topicPrefix) {
        return partition(topicPrefix, table);
    }

    static Map<String, String> partition(String topicPrefix, TableId table) {
        return Map.of("table", topicPrefix + " " + Sql.table(table));
    }

    @Override
    public Map<String, ?> toMap() {
        Map<String, Object> map = new TreeMap<>();
        map.put(STATE, state.name().toLowerCase(Locale.ROOT));
        published.ifPresent(it -> {
            map.put(RELATION, it.relation());
            map.put(PUBLISHED, it.text());
        });
        resync.ifPresent(it -> it.addTo(map));
        return map;
    }

    /** @param map null if nothing is stored */
    static Optional<TableOffset> of(TableId table, Map<String, ?> map) {
        if (map == null) {
            return Optional.empty();
        }
        try {
            State state = State.valueOf(String.valueOf(map.get(STATE)).toUpperCase(Locale.ROOT));
            return Optional.of(new TableOffset(table, state, published(map), Resync.of(map)));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw new PgTwinException(FailureKind.CONFIGURATION, "The stored offset " + map + " of table " + table
                    + " is none of a pgtwin source; delete the connector's offsets or restore them", e);
        }
    }

    private static Optional<PublishedEntry> published(Map<String, ?> map) {
        return Optional.ofNullable((String) map.get(PUBLISHED))
                .map(text -> new PublishedEntry(((Number) map.get(RELATION)).longValue(), text));
    }
}
