package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.Optional;

import io.pgtwin.common.model.TableId;

/**
 * A sequence as the catalog has it. See {@code sequences.sql}.
 *
 * @param reachable whether the account may use its schema
 * @param selectable whether the account may read it there
 */
record SourceSequence(long oid, TableId id, String type, long start, long increment, long minimum, long maximum,
        long cache, boolean cycle, boolean unlogged, long ownerOid, String ownerColumn, boolean identity,
        boolean reachable, boolean selectable, String comment) {

    static SourceSequence of(CatalogRow row) throws SQLException {
        return new SourceSequence(row.number("oid"), row.id(), row.text("type"), row.number("start"),
                row.number("increment"), row.number("minimum"), row.number("maximum"), row.number("cache"),
                row.flag("cycle"), row.flag("unlogged"), row.number("owner"), row.text("owner_column"),
                row.flag("identity"), row.flag("reachable"), row.flag("selectable"), row.text("comment"));
    }

    boolean readable() {
        return reachable && selectable;
    }

    /** What both CREATE SEQUENCE and an identity column take. */
    String parameters() {
        return "START WITH " + start + " INCREMENT BY " + increment + " MINVALUE " + minimum + " MAXVALUE " + maximum
                + " CACHE " + cache + (cycle ? " CYCLE" : " NO CYCLE");
    }

    /** An object of its own, unless an identity column makes it. */
    StructureObject create(Optional<TableId> owner) {
        Draft draft = new Draft(StructureKind.SEQUENCE, id, StructurePhase.BEFORE_ROWS);
        owner.ifPresent(draft::table);
        return draft.statement(SqlTemplate.of("CREATE " + (unlogged ? "UNLOGGED " : "") + "SEQUENCE ")
                .sequence(id, owner)
                        .text(" AS " + type + " " + parameters()))
                .feature(unlogged, "unlogged sequence", 15)
                .comment(SqlTemplate.of("COMMENT ON SEQUENCE ").sequence(id, owner), comment).build();
    }
}
