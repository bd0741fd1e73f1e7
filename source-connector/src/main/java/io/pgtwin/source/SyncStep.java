package io.pgtwin.source;

/** What a sync does, in this order; users choose any non-empty subset. */
public enum SyncStep {
    /** The tables' definitions. */
    STRUCTURE,
    /** The rows that exist at the consistent point. */
    FULL,
    /** The changes from the consistent point on. */
    INCREMENTAL
}
