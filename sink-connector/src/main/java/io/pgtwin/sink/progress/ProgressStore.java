package io.pgtwin.sink.progress;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/**
 * Reads and writes {@code progress}. A write is conditional on what the task believes the target has, so a task that
 * has lost its partitions without knowing it cannot apply anything twice.
 */
public final class ProgressStore {
    private static final String VALUES = """
            FROM unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
                        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
              AS n(topic, partition, believed, next_offset, commit_lsn, lsn, seq, commit_millis,
                   rows_copied, changes_applied, source_schema, source_table)
            """;

    private final Connection connection;
    private final String sink;
    private final String select;
    private final String insert;
    private final String update;

    /** @param sink the connector's name */
    public ProgressStore(Connection connection, String schema, String sink) {
        String table = Sql.identifier(schema) + ".progress";
        this.connection = connection;
        this.sink = sink;
        // FOR UPDATE waits for the commit of a session that was lost in the middle of it
        this.select = "SELECT topic, partition, next_offset, commit_lsn::text, lsn::text, seq FROM " + table
                + " WHERE sink = ? AND (topic, partition) IN (SELECT * FROM unnest(?::text[], ?::integer[]))"
                + " FOR UPDATE";
        this.insert = "INSERT INTO " + table + """
                 (topic, partition, next_offset, commit_lsn, lsn, seq, commit_time, rows_copied, changes_applied,
                  source_schema, source_table, sink, applied_at)
                SELECT topic, partition, next_offset, commit_lsn::pg_lsn, lsn::pg_lsn, seq,
                       to_timestamp(commit_millis / 1000.0), rows_copied, changes_applied, source_schema, source_table,
                       ?, clock_timestamp()
                """ + VALUES + "ON CONFLICT DO NOTHING";
        this.update = "UPDATE " + table + """
                 p
                SET next_offset = n.next_offset, commit_lsn = n.commit_lsn::pg_lsn, lsn = n.lsn::pg_lsn, seq = n.seq,
                    commit_time = coalesce(to_timestamp(n.commit_millis / 1000.0), p.commit_time),
                    rows_copied = p.rows_copied + n.rows_copied,
                    changes_applied = p.changes_applied + n.changes_applied,
                    source_schema = coalesce(n.source_schema, p.source_schema),
                    source_table = coalesce(n.source_table, p.source_table),
                    applied_at = clock_timestamp()
                """ + VALUES + "WHERE p.sink = ? AND p.topic = n.topic AND p.partition = n.partition"
                + " AND p.next_offset = n.believed";
    }

    /** @return for every one of {@code partitions} what the target has, {@link Progress#NONE} included */
    public Map<TopicPartition, Progress> read(Collection<TopicPartition> partitions) throws SQLException {
        Map<TopicPartition, Progress> progress = new HashMap<>();
        partitions.forEach(partition -> progress.put(partition, Progress.NONE));
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, sink);
            statement.setArray(2, array("text", partitions.stream().map(TopicPartition::topic).toArray()));
            statement.setArray(3, array("int4", partitions.stream().map(TopicPartition::partition).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    progress.put(new TopicPartition(row.getString(1), row.getInt(2)), progress(row));
                }
            }
        }
        return progress;
    }

    private static Progress progress(ResultSet row) throws SQLException {
        Position position = new Position(Lsn.parse(row.getString(4)), Lsn.parse(row.getString(5)), row.getLong(6));
        return new Progress(true, row.getLong(3), position);
    }

    /**
     * Writes within the transaction of the rows.
     *
     * @throws PgTwinException PROGRESS_MOVED if the target's progress is not the believed one; roll back then
     */
    public void write(Collection<Advance> advances) throws SQLException {
        List<Advance> first = new ArrayList<>();
        List<Advance> later = new ArrayList<>();
        advances.forEach(advance -> (advance.believed().stored() ? later : first).add(advance));
        checkCount(first, first.isEmpty() ? 0 : insert(first));
        checkCount(later, later.isEmpty() ? 0 : update(later));
    }

    private static void checkCount(List<Advance> advances, int written) {
        if (written != advances.size()) {
            throw new PgTwinException(FailureKind.PROGRESS_MOVED, "The target's progress of "
                    + advances.stream().map(advance -> advance.partition() + "@" + advance.believed().nextOffset())
                            .toList()
                    + " is not what this task wrote last");
        }
    }

    private int insert(List<Advance> advances) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, sink);
            bind(statement, 2, advances);
            return statement.executeUpdate();
        }
    }

    private int update(List<Advance> advances) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setString(bind(statement, 1, advances), sink);
            return statement.executeUpdate();
        }
    }

    /** @return the next free parameter */
    private int bind(PreparedStatement statement, int first, List<Advance> advances) throws SQLException {
        int next = first;
        statement.setArray(next++, column("text", advances, advance -> advance.partition().topic()));
        statement.setArray(next++, column("int4", advances, advance -> advance.partition().partition()));
        statement.setArray(next++, column("int8", advances, advance -> advance.believed().nextOffset()));
        statement.setArray(next++, column("int8", advances, Advance::nextOffset));
        statement.setArray(next++, column("text", advances, advance -> advance.position().commitLsn().toString()));
        statement.setArray(next++, column("text", advances, advance -> advance.position().lsn().toString()));
        statement.setArray(next++, column("int8", advances, advance -> advance.position().seq()));
        statement.setArray(next++, column("int8", advances, advance -> advance.commitMillis().orElse(null)));
        statement.setArray(next++, column("int8", advances, Advance::rowsCopied));
        statement.setArray(next++, column("int8", advances, Advance::changesApplied));
        statement.setArray(next++, column("text", advances,
                advance -> advance.table().map(TableId::schema).orElse(null)));
        statement.setArray(next++, column("text", advances,
                advance -> advance.table().map(TableId::name).orElse(null)));
        return next;
    }

    private Array column(String type, List<Advance> advances, Function<Advance, Object> value) throws SQLException {
        return array(type, advances.stream().map(value).toArray());
    }

    private Array array(String type, Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }
}
