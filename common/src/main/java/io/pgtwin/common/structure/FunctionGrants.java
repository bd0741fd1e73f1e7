package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.structure.FunctionObjects.Signature;

/**
 * Who may execute a function, and that PUBLIC may not: where nothing else is said, it may. Not the owner's own right.
 */
final class FunctionGrants {
    private final Source source;
    private final Map<Long, Signature> functions;

    /** @param functions that are carried, by their oids */
    FunctionGrants(Source source, Map<Long, Signature> functions) {
        this.source = source;
        this.functions = functions;
    }

    List<StructureObject> objects() throws SQLException {
        if (!source.included().has(StructureInclude.GRANTS)) {
            return List.of();
        }
        Set<Long> oids = functions.keySet();
        return source.catalog().query("function-grants", this::object, List.of(oids, oids));
    }

    private StructureObject object(CatalogRow row) throws SQLException {
        Signature function = functions.get(row.number("function"));
        String grantee = row.text("grantee");
        boolean granted = row.flag("granted");
        return new Draft(StructureKind.GRANTS, new TableId(function.id().schema(), grantee),
                StructurePhase.AFTER_ALL_ROWS)
                .table(function.id()).arguments(function.types()).functions(Set.of(function.id()))
                .statement(function.addTo(SqlTemplate.of(granted ? "GRANT EXECUTE ON " : "REVOKE EXECUTE ON "))
                        .text((granted ? " TO " : " FROM ") + GrantObjects.role(grantee))
                        .text(row.flag("grantable") ? " WITH GRANT OPTION" : ""))
                .build();
    }
}
