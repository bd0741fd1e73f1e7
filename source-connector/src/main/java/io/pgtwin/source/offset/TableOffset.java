package io.pgtwin.source.offset;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/**
 * Whether a table takes part in a sync: its writer and its reader. Without it, nothing would tell a table that came later
 * from one whose changes got lost.
 *
 * <pre>
 * partition   {"table": topic.prefix "schema"."name"}
 * offset      state   synced, or left when the table was taken out of the selection
 * </pre>
 *
 * A partition has one field, because Connect finds it by its bytes, and the order of several fields is not always the same.
 */
public record TableOffset(TableId table, State state) implements StoredPart {
    private static final String STATE = "state";

    /** What a table is to the sync. */
    public enum State { SYNCED, LEFT }

    public static TableOffset synced(TableId table) {
        return new TableOffset(table, State.SYNCED);
    }

    public static TableOffset left(TableId table) {
        return new TableOffset(table, State.LEFT);
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
        return Map.of(STATE, state.name().toLowerCase(Locale.ROOT));
    }

    /** @param map null if nothing is stored */
    static Optional<TableOffset> of(TableId table, Map<String, ?> map) {
        if (map == null) {
            return Optional.empty();
        }
        return switch (String.valueOf(map.get(STATE))) {
            case "synced" -> Optional.of(synced(table));
            case "left" -> Optional.of(left(table));
            default -> throw new PgTwinException(FailureKind.CONFIGURATION, "The stored offset " + map + " of table " + table
                    + " is none of a pgtwin source; delete the connector's offsets or restore them");
        };
    }
}
