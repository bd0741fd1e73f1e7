package io.pgtwin.source.snapshot;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.Operation;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.catalog.SourceTable;

/**
 * Completes updates of the catch-up with the large values that the server did not send because they did not change.
 * Their row may never have been copied: it stood in a slice that was not read, and the update has put it where a
 * finished slice was. The values are those that the row has under the new snapshot, in the session of whoever holds it.
 * For one thread.
 *
 * <p>Why that is right although the value may be newer than the update:
 * <ul>
 * <li>The catch-up ends at that very snapshot. If the value was changed after the update and before the snapshot, the
 *     update that changed it follows, with the value; it is what the row holds already. So at the end of the catch-up
 *     the row is as the snapshot has it, and it is nobody's business what it was in between.
 * <li>If the row is not found by its key, it was deleted before the snapshot, or got another key. The update stays
 *     incomplete: the target changes the row if it has it and leaves it out if not. A delete of this key follows; and
 *     with a changed key comes the next event of the row, which is completed by the new key, the last of them by the
 *     one that the snapshot has.
 * <li>If another row has taken over the key by then, its values are wrong for a moment. A delete of the key and an
 *     insert of the other row, or an update that gives it the key, follow.
 * <li>A catch-up that is interrupted is made again to the end of a later snapshot, from where its events are stored:
 *     the same reasons hold for that one. What the target has applied already it does not apply again.
 * </ul>
 */
public final class RowCompletion implements UnaryOperator<ChangeEvent> {
    private final Connection session;
    private final Map<TableId, SourceTable> tables = new HashMap<>();
    private final Map<TableId, RowLookup> lookups = new HashMap<>();

    /** @param plan of tables that are read from their first slice on, every row follows, so they need no completion */
    public RowCompletion(Connection session, CopyPlan plan) {
        this.session = session;
        plan.tables().stream().filter(table -> plan.goesOnWith(table.id()))
                .forEach(table -> tables.put(table.id(), table));
    }

    @Override
    public ChangeEvent apply(ChangeEvent event) {
        if (event.operation() != Operation.UPDATE || event.after().orElseThrow().isComplete()
                || !tables.containsKey(event.table().id()) || !event.table().hasKey()) {
            return event;
        }
        return key(event).flatMap(key -> lookup(event.table().id()).find(key)).map(found -> completed(event, found))
                .orElse(event);
    }

    private RowLookup lookup(TableId table) {
        return lookups.computeIfAbsent(table, id -> new RowLookup(session, tables.get(id)));
    }

    /** @return empty if the key is not the one that the table has now, or was not sent */
    private Optional<List<Object>> key(ChangeEvent event) {
        TableDefinition table = event.table();
        if (!table.keyColumns().equals(tables.get(table.id()).definition().keyColumns())) {
            return Optional.empty();
        }
        Row after = event.after().orElseThrow();
        List<Object> key = new ArrayList<>();
        for (int i = 0; i < table.keyColumns().size(); i++) {
            int column = table.keyIndex(i);
            if (after.isNull(column) || after.isUnchanged(column)) {
                return Optional.empty();
            }
            key.add(after.value(column));
        }
        return Optional.of(key);
    }

    private ChangeEvent completed(ChangeEvent event, Row found) {
        TableDefinition now = tables.get(event.table().id()).definition();
        Row.Builder values = Row.builder(event.table().columns().size());
        for (int i = 0; i < event.table().columns().size(); i++) {
            String name = event.table().columns().get(i).name();
            if (now.hasColumn(name)) {
                put(values, i, found, now.indexOf(name));
            }
        }
        Row after = values.build().overlaidBy(event.after().orElseThrow());
        return ChangeEvent.update(event.table(), event.before(), after, event.origin());
    }

    private static void put(Row.Builder values, int column, Row found, int place) {
        if (found.isNull(place)) {
            values.setNull(column);
        } else {
            values.value(column, found.value(place));
        }
    }
}
