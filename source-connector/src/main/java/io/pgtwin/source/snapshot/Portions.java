package io.pgtwin.source.snapshot;

import io.pgtwin.common.model.CopyFormat;
import io.pgtwin.common.model.TableDefinition;

/** Begins the portions in which copied rows are passed on. */
interface Portions {
    /** @param quickest a format in which the rows may be passed on untouched */
    Portion begin(TableDefinition table, Snapshot snapshot, CopyFormat quickest);
}
