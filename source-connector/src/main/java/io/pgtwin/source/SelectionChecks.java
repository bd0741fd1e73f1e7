package io.pgtwin.source;

import java.util.List;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.catalog.RowIdentity;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.catalog.UnmatchedPattern;

/** Whether a sync can begin with the selected tables. */
final class SelectionChecks {
    private static final Logger LOG = LoggerFactory.getLogger(SelectionChecks.class);

    private SelectionChecks() {
    }

    /** @throws PgTwinException NOTHING_SELECTED if a pattern matches nothing that it is meant for */
    static void requireMatched(List<UnmatchedPattern> unmatched) {
        if (!unmatched.isEmpty()) {
            throw new PgTwinException(FailureKind.NOTHING_SELECTED,
                    unmatched.stream().map(UnmatchedPattern::message).collect(Collectors.joining("; ")));
        }
    }

    /** @throws PgTwinException TABLE_UNSUITABLE if changes of a table could not be told apart */
    static void requireIdentities(List<SourceTable> selected) {
        List<String> complaints = RowIdentity.complaints(selected);
        if (!complaints.isEmpty()) {
            throw new PgTwinException(FailureKind.TABLE_UNSUITABLE, String.join("; ", complaints));
        }
        List<TableId> refusing = RowIdentity.refusingUpdates(selected);
        if (!refusing.isEmpty()) {
            LOG.warn("Without a primary key or another replica identity, the source's server refuses every UPDATE and"
                    + " DELETE of a published table, and takes inserts only: {}. Add a primary key, or ALTER TABLE ..."
                    + " REPLICA IDENTITY FULL", refusing);
        }
    }
}
