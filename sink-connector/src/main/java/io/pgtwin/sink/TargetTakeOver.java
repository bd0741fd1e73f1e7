package io.pgtwin.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.structure.SequenceValue;
import io.pgtwin.sink.structure.FollowedSequences;

/** What a sync's target has, and what it still needs to take over. One session, which is closed with it. */
public final class TargetTakeOver implements AutoCloseable {
    private final SinkOptions options;
    private final Connection session;

    /**
     * @param properties the connector's configuration, in which every option is well-formed
     * @throws PgTwinException if the target cannot be reached
     */
    public TargetTakeOver(Map<String, String> properties) {
        this.options = new SinkOptions(properties);
        this.session = new Sessions(options.connection().settings("pgtwin handover")).open();
    }

    /**
     * The sync's tables, as the source calls them.
     *
     * @throws PgTwinException CONFIGURATION if the target knows nothing of the sink
     */
    public List<TableId> tables() {
        List<TableId> tables = new ArrayList<>();
        read("SELECT source_schema, source_table FROM %s.tables WHERE sink = ? ORDER BY 1, 2",
                row -> tables.add(new TableId(row.getString(1), row.getString(2))));
        if (tables.isEmpty()) {
            throw new PgTwinException(FailureKind.CONFIGURATION, "Schema '" + options.progressSchema()
                    + "' of the target knows no table of a sink '" + options.connector() + "'");
        }
        return tables;
    }

    /** The next Kafka offset to be applied, by topic; each has one partition. */
    public Map<String, Long> nextOffsets() {
        Map<String, Long> offsets = new HashMap<>();
        read("SELECT topic, next_offset FROM %s.progress WHERE sink = ?",
                row -> offsets.put(row.getString(1), row.getLong(2)));
        return offsets;
    }

    /** Tables that are not copied, and objects that are still to be made, in words. */
    public List<String> unfinished() {
        List<String> unfinished = new ArrayList<>();
        read("SELECT source_table, state FROM %s.status WHERE sink = ? AND state NOT IN ('following', 'completed')",
                row -> unfinished.add("table " + row.getString(1) + " is " + row.getString(2)));
        read("SELECT kind, name FROM %s.structure WHERE sink = ? AND state = 'pending' ORDER BY ordinal",
                row -> unfinished.add(row.getString(1) + " " + row.getString(2) + " is to be made"));
        return unfinished;
    }

    /** What of the structure could not be made, and why. */
    public List<String> failed() {
        List<String> failed = new ArrayList<>();
        read("SELECT kind, name, detail FROM %s.structure WHERE sink = ? AND state IN ('failed', 'left_out') ORDER BY"
                + " ordinal",
                row -> failed.add(row.getString(1) + " " + row.getString(2) + ": " + row.getString(3)));
        return failed;
    }

    /** See {@link FollowedSequences#handOver}. */
    public FollowedSequences.Result handOver(SequenceValue value) {
        return new FollowedSequences(session, options.structure()).handOver(value);
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void read(String query, Row each) {
        try (PreparedStatement statement = session.prepareStatement(
                String.format(query, Sql.identifier(options.progressSchema())))) {
            statement.setString(1, options.connector());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    each.read(row);
                }
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read schema '" + options.progressSchema() + "' of the target");
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot leave the target");
        }
    }
}
