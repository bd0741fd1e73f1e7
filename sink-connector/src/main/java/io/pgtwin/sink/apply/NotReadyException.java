package io.pgtwin.sink.apply;

import java.util.List;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableDefinition;

/**
 * Some tables of a batch cannot take its rows yet: they are not there, or other rows are not, which these refer to or
 * which make a deferred constraint hold again. Nothing of the batch was applied; the rest of it can be.
 */
public final class NotReadyException extends RuntimeException {
    private final List<TableDefinition> tables;
    private final PgTwinException reason;

    /** @param tables those of the source; at least one */
    NotReadyException(List<TableDefinition> tables, PgTwinException reason) {
        super(reason.getMessage(), reason);
        this.tables = List.copyOf(tables);
        this.reason = reason;
    }

    public List<TableDefinition> tables() {
        return tables;
    }

    /** Of kind TARGET_TABLE_MISSING, FOREIGN_KEY_VIOLATED or CONSTRAINT_VIOLATED. */
    public PgTwinException reason() {
        return reason;
    }
}
