package io.pgtwin.sink.structure;

import java.util.List;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableDefinition;

/** Looks at the target before anything is made or written for a table. A failure of it keeps that from happening. */
public interface TargetNotices {
    /** @throws PgTwinException if the target does not suit */
    void announced(Announced announced);

    /**
     * Rows of the full copy come for tables that are there, and nobody was told of these yet: another task may be just
     * about to.
     *
     * @throws PgTwinException if rows of others are in them
     */
    void copying(List<TableDefinition> tables);
}
