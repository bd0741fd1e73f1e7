package io.pgtwin.sink.preflight;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.structure.Structure;

/**
 * What a source says that the target will have to hold.
 *
 * @param structure how everything is made, where the source tells
 * @param carriesStructure whether the sync brings the structure along
 * @param rowsFollow whether rows are copied, so that those that are there would be in the way
 * @param bytes how much the tables take at the source, where that is known
 */
public record Announced(List<TableDefinition> tables, Optional<Structure> structure, boolean carriesStructure,
        boolean rowsFollow, OptionalLong bytes) {}
