package io.pgtwin.common.structure;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/**
 * What the reader knows about qualified names that occur in SQL text.
 *
 * @param sequenceOwners the sequences, each with the table whose column owns it
 * @param extensionMembers objects of extensions, each with its extension
 */
record KnownObjects(Map<TableId, Optional<TableId>> sequenceOwners, Map<TableId, String> extensionMembers) {
    private static final Set<String> SYSTEM = Set.of("pg_catalog", "information_schema", "pg_toast");

    /** Adds {@code schema.name} as a reference. */
    void addTo(SqlTemplate.Builder template, TableId id) {
        if (SYSTEM.contains(id.schema())) {
            template.text(Sql.table(id));
        } else if (extensionMembers.containsKey(id)) {
            template.part(new SqlPart.ExtensionSchema(extensionMembers.get(id), id.schema()))
                    .text("." + Sql.identifier(id.name()));
        } else {
            template.part(reference(id));
        }
    }

    SqlPart reference(TableId id) {
        Optional<TableId> owner = sequenceOwners.get(id);
        return owner == null ? new SqlPart.Relation(id) : new SqlPart.Sequence(id, owner);
    }

    /** The extension that an operator or the like belongs to. */
    Optional<String> extensionOf(TableId id) {
        return Optional.ofNullable(extensionMembers.get(id));
    }
}
