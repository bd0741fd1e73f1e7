package io.pgtwin.common.structure;

import java.util.Locale;

/** The kinds of objects that are carried, in the order in which they can be created. */
public enum StructureKind {
    SCHEMA,
    EXTENSION,
    COLLATION,
    ENUM,
    DOMAIN,
    COMPOSITE,
    RANGE,
    SEQUENCE,
    /** With columns, defaults, identity, comments, its place among partitions or parents, and its settings. */
    TABLE,
    /** A default that needs a function, which may be missing in the target; other defaults come with their table. */
    DEFAULT,
    PRIMARY_KEY,
    /** Also a unique index that no constraint stands behind. */
    INDEX,
    /** A unique or exclusion constraint, with its index. */
    INDEX_CONSTRAINT,
    /** A check constraint, or a NOT NULL that old rows need not meet. */
    CHECK,
    STATISTICS,
    FOREIGN_KEY,
    /** Or a procedure. Made as early as something needs it, also before tables. */
    FUNCTION,
    VIEW,
    MATERIALIZED_VIEW,
    TRIGGER,
    POLICY,
    /** That policies count for a table. */
    ROW_SECURITY,
    /** That policies count also for the table's owner. */
    FORCED_ROW_SECURITY,
    /** What one role may do with a table, view or function. */
    GRANTS;

    /** As a message names it: {@code primary key}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
