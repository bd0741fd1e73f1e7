package io.pgtwin.sink.structure;

import java.util.List;
import java.util.OptionalLong;

import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.structure.StructureObject;

/**
 * What a source says that the target will have to hold.
 *
 * @param objects how everything is made; empty where the source does not tell
 * @param carriesStructure whether the sync brings the structure along
 * @param rowsFollow whether rows are copied, so that those that are there would be in the way
 * @param bytes how much the tables take at the source, where that is known
 */
public record Announced(List<TableDefinition> tables, List<StructureObject> objects, boolean carriesStructure,
        boolean rowsFollow, OptionalLong bytes) {}
