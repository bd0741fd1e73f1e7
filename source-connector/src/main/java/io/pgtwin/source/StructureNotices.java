package io.pgtwin.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.pgtwin.common.model.ControlMessage;
import io.pgtwin.common.model.ControlMessage.ObjectDefined;
import io.pgtwin.common.model.ControlMessage.StructureDefined;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.structure.Structure;
import io.pgtwin.common.structure.StructureJson;
import io.pgtwin.common.structure.StructureKind;
import io.pgtwin.common.structure.StructureObject;
import io.pgtwin.source.catalog.SourceTable;

/** What the sink is told of the structure, object by object in the order in which they can be created. */
final class StructureNotices {
    private final Map<TableId, TableId> tables = new HashMap<>();
    private final Map<TableId, TableDefinition> rows = new HashMap<>();

    /** @param synced the tables of the sync; the objects of a partition wait for the rows of its table */
    StructureNotices(List<SourceTable> synced) {
        for (SourceTable table : synced) {
            table.parts().forEach(part -> tables.put(part.id(), table.id()));
            tables.put(table.id(), table.id());
            rows.put(table.id(), table.definition());
        }
    }

    /** @param rowsFollow whether the sync copies the tables' rows */
    List<ControlMessage> of(Structure structure, boolean rowsFollow) {
        long now = System.currentTimeMillis();
        List<ControlMessage> messages = new ArrayList<>();
        structure.objects().forEach(object ->
                messages.add(new ObjectDefined(now, tableOf(object), definition(object))));
        messages.add(new StructureDefined(now, structure.objects().size(), rowsFollow,
                StructureJson.writeNotCarried(structure.notCarried())));
        return messages;
    }

    private String definition(StructureObject object) {
        boolean isSynced = object.kind() == StructureKind.TABLE && rows.containsKey(object.id());
        return isSynced ? StructureJson.write(object, rows.get(object.id())) : StructureJson.write(object);
    }

    private Optional<TableId> tableOf(StructureObject object) {
        return object.rowsOf().map(tables::get);
    }
}
