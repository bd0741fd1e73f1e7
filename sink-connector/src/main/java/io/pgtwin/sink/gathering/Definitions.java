package io.pgtwin.sink.gathering;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

/**
 * Lays the events of a table over one definition, so that they can be applied together. The records of one table come
 * with several: each set of sent columns has its own schema, and a record without schema tells only the columns it
 * holds.
 */
final class Definitions {
    private static final int MAX_REMEMBERED = 10_000;

    private final Map<TableId, TableDefinition> current = new HashMap<>();
    private final Map<TableDefinition, Layout> layouts = new IdentityHashMap<>();

    /** How the columns of a definition are found in {@code to}; null where they are the same. */
    private record Layout(TableDefinition to, int[] columns) {}

    /** The same event over the table's current definition. */
    ChangeEvent unify(ChangeEvent event) {
        Layout layout = layouts.get(event.table());
        if (layout == null || layout.to() != current.get(event.table().id())) {
            layout = layOut(event.table());
        }
        if (layout.columns() == null) {
            return event.table() == layout.to() ? event
                    : new ChangeEvent(event.operation(), layout.to(), event.before(), event.after(), event.origin());
        }
        return new ChangeEvent(event.operation(), layout.to(), spread(event.before(), layout),
                spread(event.after(), layout), event.origin());
    }

    /** The same block over the table's current definition if that has the same columns, as nearly always. */
    CopyBlock unify(CopyBlock block) {
        Layout layout = layOut(block.table());
        return layout.columns() != null ? block : block.over(layout.to());
    }

    private Layout layOut(TableDefinition definition) {
        if (layouts.size() >= MAX_REMEMBERED) {
            layouts.clear();
        }
        TableDefinition to = current.get(definition.id());
        if (to == null || !definition.equals(to) && !covers(to, definition)) {
            to = definition;
            current.put(definition.id(), to);
        }
        Layout layout = new Layout(to, definition.equals(to) ? null : columnsIn(to, definition));
        layouts.put(definition, layout);
        return layout;
    }

    /** A record without columns, such as a truncate without schema, fits everywhere. */
    private static boolean covers(TableDefinition whole, TableDefinition part) {
        return part.columns().isEmpty()
                || part.keyColumns().equals(whole.keyColumns()) && whole.columns().containsAll(part.columns());
    }

    private static int[] columnsIn(TableDefinition whole, TableDefinition part) {
        return part.columns().stream().map(ColumnDefinition::name).mapToInt(whole::indexOf).toArray();
    }

    private static Optional<Row> spread(Optional<Row> image, Layout layout) {
        if (image.isEmpty()) {
            return image;
        }
        Row from = image.get();
        Row.Builder to = Row.builder(layout.to().columns().size());
        for (int i = 0; i < from.size(); i++) {
            if (from.isNull(i)) {
                to.setNull(layout.columns()[i]);
            } else if (!from.isUnchanged(i)) {
                to.value(layout.columns()[i], from.value(i));
            }
        }
        return Optional.of(to.build());
    }
}
