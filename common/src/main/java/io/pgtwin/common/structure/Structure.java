package io.pgtwin.common.structure;

import java.util.List;
import java.util.stream.Stream;

import io.pgtwin.common.model.TableId;

/**
 * What a reader has found.
 *
 * @param serverVersion of the source, like 170004
 * @param objects in an order in which they can be created
 */
public record Structure(int serverVersion, List<StructureObject> objects, List<NotCarried> notCarried) {
    public Structure {
        objects = List.copyOf(objects);
        notCarried = List.copyOf(notCarried);
    }

    public List<StructureObject> in(StructurePhase phase) {
        return stream(phase).toList();
    }

    /** What belongs to one table, without the types, schemas and so on that it needs. */
    public List<StructureObject> in(StructurePhase phase, TableId table) {
        return stream(phase).filter(object -> object.rowsOf().filter(table::equals).isPresent()).toList();
    }

    private Stream<StructureObject> stream(StructurePhase phase) {
        return objects.stream().filter(object -> object.phase() == phase);
    }
}
