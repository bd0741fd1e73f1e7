package io.pgtwin.sink.structure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/** Refuses two source tables under one name of the target, where that was not asked for. For one session. */
public final class MergedTables {
    private final Connection connection;
    private final StructureSettings settings;
    private final Map<TableId, TableId> sources = new HashMap<>();

    public MergedTables(Connection connection, StructureSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /** @throws PgTwinException CONFIGURATION that names both tables */
    public void check(TableId source) throws SQLException {
        if (settings.merges()) {
            return;
        }
        TableId target = settings.mapping().tables().map(source);
        if (sources.isEmpty()) {
            readTold();
        }
        TableId other = sources.putIfAbsent(target, source);
        if (other != null && !other.equals(source)) {
            sources.remove(target, source);
            throw new PgTwinException(FailureKind.CONFIGURATION, "Source tables " + other + " and " + source
                    + " would both be " + target + " in the target: change name.mapping, or set"
                    + " name.mapping.allow.merge=true if that is meant");
        }
    }

    /** Other tasks may have been told of other tables before. */
    private void readTold() throws SQLException {
        String sql = "SELECT source_schema, source_table FROM " + Sql.identifier(settings.schema())
                + ".tables WHERE sink = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, settings.connector());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    TableId source = new TableId(row.getString(1), row.getString(2));
                    sources.putIfAbsent(settings.mapping().tables().map(source), source);
                }
            }
        }
    }
}
