package io.pgtwin.sink.structure;

import io.pgtwin.sink.database.TargetMapping;

/**
 * What the structure's parts have to know.
 *
 * @param connector the sink's name
 * @param schema of pgtwin's own tables in the target
 * @param applies whether anything is created at all
 * @param merges whether several source tables may be one in the target
 */
public record StructureSettings(String connector, String schema, TargetMapping mapping, boolean applies,
        boolean merges) {}
