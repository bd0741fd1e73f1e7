package io.pgtwin.sink.structure;

import java.util.Optional;

import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.structure.StructureKind;
import io.pgtwin.common.structure.StructureObject;
import io.pgtwin.common.structure.StructurePhase;

/**
 * An object that the source has told of.
 *
 * @param key where it stands in {@code structure}
 * @param rows what is sent of the table that it is
 * @param rowsOf the synced table whose rows decide when it is made
 * @param made whether pgtwin has made it before
 */
record PlannedObject(Key key, StructureObject object, Optional<TableDefinition> rows, Optional<TableId> rowsOf,
        boolean made) {
    /** What tells objects apart, beside the sink. */
    record Key(String topic, String kind, String name) {
        static Key of(String topic, StructureObject object) {
            String words = object.kind().words();
            return new Key(topic, words, object.toString().substring(words.length() + 1) + clarification(object));
        }

        /** Where dots in names would hide which is which. */
        private static String clarification(StructureObject object) {
            TableId id = object.rowsOf().orElse(object.id());
            boolean hasDots = (id.schema() + id.name() + object.id().name()).indexOf('.') >= 0;
            return hasDots ? " (table \"" + id.schema() + "\".\"" + id.name() + "\")" : "";
        }
    }

    boolean isTable() {
        return object.kind() == StructureKind.TABLE;
    }

    /** Whether it belongs to a partition of the table whose rows decide. */
    boolean isOfPartition() {
        return rowsOf.isPresent() && !object.rowsOf().equals(rowsOf);
    }

    boolean isIn(StructurePhase phase) {
        return object.phase() == phase;
    }

    /** As the table {@code structure} spells a phase. */
    static String words(StructurePhase phase) {
        return switch (phase) {
            case BEFORE_ROWS -> "before rows";
            case AFTER_ROWS -> "after rows";
            case AFTER_ALL_ROWS -> "after all rows";
        };
    }
}
