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
import java.util.Optional;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/**
 * Reads and writes {@code progress}. A task takes partitions over before it applies anything, which makes a new
 * generation of them; a write is conditional on that generation and on what the task believes the target has. So a task
 * that has lost its partitions without knowing it cannot write anything. Belongs to one session.
 */
public final class ProgressStore {
    private static final String PARTITIONS = "(topic, partition) IN (SELECT * FROM unnest(?::text[], ?::integer[]))";
    private static final String COLUMNS = "topic, partition, next_offset, commit_lsn::text, lsn::text, seq, generation";

    private static final String VALUES = """
            FROM unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
                        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[])
              AS n(topic, partition, generation, believed, next_offset, commit_lsn, lsn, seq, commit_millis,
                   rows_copied, changes_applied, source_schema, source_table, topic_id)
            """;

    private final Connection connection;
    private final String sink;
    private final PartitionWriter writer;
    private final String select;
    private final String takeOver;
    private final String lock;
    private final String insert;
    private final String update;
    private final String topicIds;
    private final String adoptIds;
    private final Map<TopicPartition, Long> generations = new HashMap<>();
    private Map<String, String> knownIds = Map.of();

    /** @param sink the connector's name */
    public ProgressStore(Connection connection, String schema, String sink) throws SQLException {
        String table = Sql.identifier(schema) + ".progress";
        this.connection = connection;
        this.sink = sink;
        this.writer = PartitionWriter.of(connection, table, sink);
        this.select = "SELECT " + COLUMNS + " FROM " + table + " WHERE sink = ? AND " + PARTITIONS;
        this.takeOver = "UPDATE " + table + " SET generation = generation + 1, writer = ? WHERE sink = ? AND "
                + PARTITIONS
                + " RETURNING " + COLUMNS;
        this.lock = "SELECT count(*) FROM (SELECT FROM " + table + " p JOIN unnest(?::text[], ?::integer[],"
                + " ?::bigint[]) AS n(topic, partition, generation) USING (topic, partition, generation) WHERE sink = ?"
                + " FOR UPDATE OF p) locked";
        this.insert = "INSERT INTO " + table + """
                 (topic, partition, generation, next_offset, commit_lsn, lsn, seq, commit_time, rows_copied,
                  changes_applied, source_schema, source_table, topic_id, sink, writer, applied_at)
                SELECT topic, partition, generation, next_offset, commit_lsn::pg_lsn, lsn::pg_lsn, seq,
                       to_timestamp(commit_millis / 1000.0), rows_copied, changes_applied, source_schema, source_table,
                       topic_id, ?, ?, clock_timestamp()
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
                + " AND p.generation = n.generation AND p.next_offset = n.believed";
        this.topicIds = "SELECT topic, max(topic_id) FROM " + table + " WHERE sink = ? GROUP BY topic";
        this.adoptIds = "UPDATE " + table + " p SET topic_id = n.id FROM unnest(?::text[], ?::text[]) AS n(topic, id)"
                + " WHERE p.sink = ? AND p.topic = n.topic AND p.topic_id IS NULL";
    }

    /**
     * Makes a new generation of partitions, after which no other task can write to them. A session that has not given
     * them up is ended, because it may be that of a process that stands still in the middle of a transaction.
     *
     * @return for every one of {@code partitions} what the target has, {@link Progress#NONE} included
     */
    public Map<TopicPartition, Progress> takeOver(Collection<TopicPartition> partitions) throws SQLException {
        generations.keySet().retainAll(partitions);
        return join(partitions);
    }

    /** As {@link #takeOver}, beside those that were taken over before. */
    public Map<TopicPartition, Progress> join(Collection<TopicPartition> partitions) throws SQLException {
        writer.endOthers(topics(partitions), numbers(partitions));
        try (PreparedStatement statement = connection.prepareStatement(takeOver)) {
            statement.setString(1, writer.id());
            Map<TopicPartition, Progress> progress = progress(statement, 2, partitions);
            progress.forEach((partition, at) -> generations.put(partition, at.generation()));
            return progress;
        }
    }

    /** Lets others take partitions over; for those that another task has already, it does nothing. */
    public void giveUp(Collection<TopicPartition> partitions) throws SQLException {
        generations.keySet().removeAll(partitions);
        writer.giveUp(topics(partitions), numbers(partitions));
    }

    /**
     * @param partitions that were taken over
     * @return for every one of them what the target has, {@link Progress#NONE} included
     * @throws PgTwinException PROGRESS_MOVED if another task has taken one over since
     */
    public Map<TopicPartition, Progress> read(Collection<TopicPartition> partitions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            Map<TopicPartition, Progress> progress = progress(statement, 1, partitions);
            progress.forEach((partition, at) -> {
                if (at.stored() && at.generation() != generations.getOrDefault(partition, 0L)) {
                    throw new PgTwinException(FailureKind.PROGRESS_MOVED, "Another task has taken over " + partition);
                }
            });
            return progress;
        }
    }

    private Map<TopicPartition, Progress> progress(PreparedStatement statement, int first,
            Collection<TopicPartition> partitions) throws SQLException {
        Map<TopicPartition, Progress> progress = new HashMap<>();
        partitions.forEach(partition -> progress.put(partition, Progress.NONE));
        statement.setString(first, sink);
        statement.setArray(first + 1, topics(partitions));
        statement.setArray(first + 2, numbers(partitions));
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                progress.put(new TopicPartition(row.getString(1), row.getInt(2)), progress(row));
            }
        }
        return progress;
    }

    private static Progress progress(ResultSet row) throws SQLException {
        Position position = new Position(Lsn.parse(row.getString(4)), Lsn.parse(row.getString(5)), row.getLong(6));
        return new Progress(true, row.getLong(3), position, row.getLong(7));
    }

    /** The topics that the target has progress of, with Kafka's ids of them as far as they are known. */
    public Map<String, Optional<String>> topicIds() throws SQLException {
        Map<String, Optional<String>> ids = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(topicIds)) {
            statement.setString(1, sink);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.put(row.getString(1), Optional.ofNullable(row.getString(2)));
                }
            }
        }
        return ids;
    }

    /** From now on progress is of the topics with these ids; also what is stored already, if it has none. */
    public void adoptTopicIds(Map<String, String> ids) throws SQLException {
        knownIds = Map.copyOf(ids);
        List<String> topics = List.copyOf(ids.keySet());
        try (PreparedStatement statement = connection.prepareStatement(adoptIds)) {
            statement.setArray(1, array("text", topics.toArray()));
            statement.setArray(2, array("text", topics.stream().map(ids::get).toArray()));
            statement.setString(3, sink);
            statement.executeUpdate();
        }
    }

    /**
     * To be called first within the transaction of the rows: what is done after it is done by the partitions' only
     * writer.
     *
     * @throws PgTwinException PROGRESS_MOVED if another task has taken a partition over; roll back then
     */
    public void lock(Collection<Advance> advances) throws SQLException {
        List<Advance> stored = advances.stream().filter(advance -> advance.believed().stored()).toList();
        try (PreparedStatement statement = connection.prepareStatement(lock)) {
            statement.setArray(1, column("text", stored, advance -> advance.partition().topic()));
            statement.setArray(2, column("int4", stored, advance -> advance.partition().partition()));
            statement.setArray(3, column("int8", stored, advance -> advance.believed().generation()));
            statement.setString(4, sink);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                checkCount(stored, row.getInt(1));
            }
        }
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
                    + " is not what this task wrote last, or another task has taken over");
        }
    }

    private int insert(List<Advance> advances) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, sink);
            statement.setString(2, writer.id());
            bind(statement, 3, advances);
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
        statement.setArray(next++, column("int8", advances, advance -> advance.believed().generation()));
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
        statement.setArray(next++, column("text", advances, advance -> knownIds.get(advance.partition().topic())));
        return next;
    }

    private Array topics(Collection<TopicPartition> partitions) throws SQLException {
        return array("text", partitions.stream().map(TopicPartition::topic).toArray());
    }

    private Array numbers(Collection<TopicPartition> partitions) throws SQLException {
        return array("int4", partitions.stream().map(TopicPartition::partition).toArray());
    }

    private Array column(String type, List<Advance> advances, Function<Advance, Object> value) throws SQLException {
        return array(type, advances.stream().map(value).toArray());
    }

    private Array array(String type, Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }
}
