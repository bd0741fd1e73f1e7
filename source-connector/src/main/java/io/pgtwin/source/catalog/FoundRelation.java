package io.pgtwin.source.catalog;

import java.util.Optional;

import io.pgtwin.common.model.TableId;

/**
 * A relation of the source that could be meant by a table.
 *
 * @param refusal why a sync cannot take it and what to do, as a clause that follows its name; empty if it can
 * @param missed whether a user who takes all tables may miss it
 */
record FoundRelation(TableId id, long oid, Optional<String> refusal, boolean missed) {
    boolean isTable() {
        return refusal.isEmpty();
    }

    /** What to say about it; only if it has a refusal. */
    String complaint() {
        return id + " " + refusal.orElseThrow();
    }
}
