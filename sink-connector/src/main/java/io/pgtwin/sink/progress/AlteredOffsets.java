package io.pgtwin.sink.progress;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;

/** What people set by hand while a sink is stopped, in place of the progress that it has written. */
public final class AlteredOffsets {
    private final Connection connection;
    private final String schema;
    private final String sink;

    /** @param connection with auto-commit; pgtwin's tables exist */
    public AlteredOffsets(Connection connection, String schema, String sink) {
        this.connection = connection;
        this.schema = Sql.identifier(schema);
        this.sink = sink;
    }

    /**
     * All or nothing. Records from the given offset on are applied whatever their position is, because people may want
     * them applied again. When the last partition is removed, nothing is left that tells of the sink.
     *
     * @param offsets the first one to be applied; null removes the partition's progress. Nothing but null is what
     *     Connect makes of a request to forget everything, of those partitions that Kafka has offsets of, which need
     *     not be all: then all progress is removed
     * @throws io.pgtwin.common.failure.PgTwinException if the target refuses it
     */
    public void write(Map<TopicPartition, Long> offsets) {
        try {
            connection.setAutoCommit(false);
            for (Map.Entry<TopicPartition, Long> entry : offsets.entrySet()) {
                write(entry.getKey(), entry.getValue());
            }
            if (offsets.values().stream().allMatch(Objects::isNull)) {
                execute("DELETE FROM " + schema + ".progress WHERE sink = ?", sink);
            }
            forgetIfEmpty();
            connection.commit();
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot alter the progress of sink '" + sink + "' in schema " + schema
                    + " of the target");
        }
    }

    private void write(TopicPartition partition, Long next) throws SQLException {
        String mine = " WHERE sink = ? AND topic = ? AND partition = ?";
        if (next == null) {
            execute("DELETE FROM " + schema + ".progress" + mine, sink, partition.topic(), partition.partition());
            return;
        }
        execute("INSERT INTO " + schema + ".progress AS p (sink, topic, partition, next_offset, commit_lsn, lsn, seq,"
                + " applied_at) VALUES (?, ?, ?, ?, '0/0', '0/0', 0, clock_timestamp()) ON CONFLICT (sink, topic,"
                + " partition) DO UPDATE SET next_offset = EXCLUDED.next_offset, commit_lsn = '0/0', lsn = '0/0', seq"
                + " = 0, topic_id = NULL, generation = p.generation + 1, writer = NULL", sink, partition.topic(),
                partition.partition(), next);
    }

    private void forgetIfEmpty() throws SQLException {
        for (String table : new String[] {"tables", "structure", "sequences", "sinks", "consistency"}) {
            execute("DELETE FROM " + schema + "." + table + " WHERE sink = ? AND NOT EXISTS (SELECT FROM " + schema
                    + ".progress WHERE sink = ?)", sink, sink);
        }
    }

    private void execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
