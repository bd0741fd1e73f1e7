package io.pgtwin.sink.preflight;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.structure.StructureCreator;
import io.pgtwin.common.structure.StructureKind;
import io.pgtwin.common.structure.StructureObject;
import io.pgtwin.sink.database.TargetMapping;
import io.pgtwin.sink.structure.MappedNames;

/** Whether the target has what tables stand upon: extensions, types, sequences. */
final class StructureChecks {
    private static final String STRUCTURE_APPLY = "structure.apply";

    private final Connection session;
    private final TargetMapping mapping;
    private final boolean creates;

    /** @param creates whether the sync creates what is missing */
    StructureChecks(Connection session, TargetMapping mapping, boolean creates) {
        this.session = session;
        this.mapping = mapping;
        this.creates = creates;
    }

    List<CheckResult> extensions(List<StructureObject> objects) throws SQLException {
        List<String> names = objects.stream().filter(it -> it.kind() == StructureKind.EXTENSION)
                .map(it -> it.id().name()).distinct().toList();
        return ExtensionFacts.read(session, names).stream().map(it -> it.result(creates)).toList();
    }

    /** Sequences that the sync does not create are missed only when the target takes over. */
    List<CheckResult> sequences(List<StructureObject> objects) throws SQLException {
        if (creates) {
            return List.of();
        }
        StructureCreator names = new StructureCreator(session, new MappedNames(mapping));
        List<CheckResult> results = new ArrayList<>();
        for (StructureObject object : objects) {
            if (object.kind() == StructureKind.SEQUENCE) {
                TableId target = names.targetOf(object);
                if (!exists("SELECT to_regclass(?) IS NOT NULL", Sql.table(target))) {
                    results.add(CheckResult.warning("sequences", STRUCTURE_APPLY, "Sequence " + target + ", "
                            + object.id() + " at the source, does not exist in the target", "its value cannot be"
                            + " carried over; as the owner of the schema", "CREATE SEQUENCE "
                            + Sql.table(target) + ";"));
                }
            }
        }
        return results;
    }

    /** @param missing tables that the sync creates although it does not carry the structure */
    List<CheckResult> types(List<TableDefinition> missing) throws SQLException {
        Set<String> types = new LinkedHashSet<>();
        missing.forEach(table -> table.columns().stream().map(ColumnDefinition::type).forEach(types::add));
        List<CheckResult> results = new ArrayList<>();
        for (String type : types) {
            if (!exists("SELECT to_regtype(?) IS NOT NULL", type)) {
                results.add(CheckResult.failed("types", STRUCTURE_APPLY, "Type " + type + " does not exist in the"
                        + " target for tables that are to be created", "create it there, or let the source's"
                        + " sync.steps have structure"));
            }
        }
        return results;
    }

    private boolean exists(String query, String name) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
