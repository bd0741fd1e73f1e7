package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/** An extension as the catalog has it, with the names of its objects. See {@code extensions.sql}. */
record SourceExtension(long oid, String name, String schema, List<TableId> members) {
    static SourceExtension of(CatalogRow row) throws SQLException {
        return new SourceExtension(row.number("oid"), row.text("name"), row.text("schema"),
                row.texts("members").stream().map(SourceExtension::member).filter(Objects::nonNull).toList());
    }

    /** @param qualified an object's name, its identifiers quoted where necessary; an operator is never quoted */
    private static TableId member(String qualified) {
        List<SqlToken> tokens = SqlLexer.tokens(qualified);
        return tokens.size() == 3 && tokens.get(1).is(".") ? new TableId(tokens.get(0).name(), tokens.get(2).name())
                : null;
    }

    StructureObject create() {
        TableId id = new TableId(schema, name);
        return new Draft(StructureKind.EXTENSION, id, StructurePhase.BEFORE_ROWS)
                .statement(SqlTemplate.of("CREATE EXTENSION ").text(Sql.identifier(name))
                        .text(" WITH SCHEMA ").part(new SqlPart.SchemaOf(id))).build();
    }
}
