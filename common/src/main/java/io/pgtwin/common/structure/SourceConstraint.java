package io.pgtwin.common.structure;

import java.sql.SQLException;

/** A check, primary key, unique or exclusion constraint as the catalog has it. See {@code constraints.sql}. */
record SourceConstraint(long oid, long relation, String name, String type, String definition, long index,
        boolean deferrable, boolean deferred, boolean local, boolean period, String comment) {

    static SourceConstraint of(CatalogRow row) throws SQLException {
        return new SourceConstraint(row.number("oid"), row.number("relation"), row.text("name"), row.text("type"),
                row.text("definition"), row.number("index"), row.flag("deferrable"), row.flag("deferred"),
                row.flag("local"), row.flag("period"), row.text("comment"));
    }

    boolean isCheck() {
        return type.equals("c");
    }

    boolean isPrimaryKey() {
        return type.equals("p");
    }

    boolean isExclusion() {
        return type.equals("x");
    }
}
