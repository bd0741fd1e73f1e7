package io.pgtwin.source.snapshot;

import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Phase;
import io.pgtwin.source.offset.SourceOffset;

/**
 * What the full copy's readers share.
 *
 * @param name the exported snapshot; some session keeps it alive until all readers have taken it
 * @param lsn grows from one snapshot of a sync to the next
 * @param takenMillis milliseconds since 1970 UTC
 * @param phase COPY for the first snapshot of a sync, RESUMED_COPY for later ones
 * @param offset what is stored while rows are copied
 */
public record Snapshot(String name, Lsn lsn, long takenMillis, Phase phase, SourceOffset offset) {}
