package io.pgtwin.sink.preflight;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlResource;

/** Rows that are in the target already, and would be in the way of those that are copied. */
final class ExistingRows {
    private static final String WITH_PROGRESS = SqlResource.read(ExistingRows.class, "tables-with-progress.sql");
    private static final String CHECK = "existing rows";
    private static final String CONFLICT_MODE = "conflict.mode";

    private final Connection session;
    private final TargetNeeds needs;

    ExistingRows(Connection session, TargetNeeds needs) {
        this.session = session;
        this.needs = needs;
    }

    /**
     * Rows of a table that this sink fills already are its own, whichever source tables they come from.
     *
     * @param facts of the target's tables
     */
    CheckResult result(List<TableFacts> facts) throws SQLException {
        Set<TableId> filled = new LinkedHashSet<>();
        for (TableFacts table : facts) {
            if (table.isReadable() && hasRows(table)) {
                filled.add(table.id());
            }
        }
        // read last: another task may just have written the first rows, and its progress with them
        filled.removeAll(begun());
        String names = filled.stream().map(Sql::table).collect(Collectors.joining(", "));
        return filled.isEmpty() ? CheckResult.ok(CHECK, CONFLICT_MODE, "No table has rows of others")
                : CheckResult.failed(CHECK, CONFLICT_MODE,
                        "Target tables have rows that pgtwin did not write: " + names,
                        "set conflict.mode=overwrite to replace those that are copied, or if they are not needed",
                        "TRUNCATE " + names + ";");
    }

    /** Rows of children are not a table's own, those of partitions are. */
    private boolean hasRows(TableFacts table) throws SQLException {
        String rows = (table.isPartitioned() ? "" : "ONLY ") + Sql.table(table.id());
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM " + rows + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /**
     * The target tables; none where pgtwin's own schema is not there yet, or may not be read, which another check says.
     */
    private Set<TableId> begun() throws SQLException {
        TableId progress = new TableId(needs.progressSchema(), "progress");
        if (!TableFacts.read(session, List.of(progress)).get(0).isReadable()) {
            return Set.of();
        }
        String query = WITH_PROGRESS.replace("$schema$", Sql.identifier(needs.progressSchema()));
        try (PreparedStatement statement = session.prepareStatement(query)) {
            statement.setString(1, needs.connector());
            try (ResultSet row = statement.executeQuery()) {
                Set<TableId> tables = new HashSet<>();
                while (row.next()) {
                    tables.add(needs.mapping().tables().map(new TableId(row.getString(1), row.getString(2))));
                }
                return tables;
            }
        }
    }
}
