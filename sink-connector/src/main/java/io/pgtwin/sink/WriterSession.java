package io.pgtwin.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.sink.TargetWriter.Released;
import io.pgtwin.sink.apply.BatchApplier;
import io.pgtwin.sink.database.TargetSession;
import io.pgtwin.sink.database.TargetTables;
import io.pgtwin.sink.preflight.AnnouncedTables;
import io.pgtwin.sink.progress.ConsistencyStore;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.progress.ProgressStore;
import io.pgtwin.sink.progress.ProgressTables;
import io.pgtwin.sink.progress.SinkRegistration;
import io.pgtwin.sink.progress.TableStore;
import io.pgtwin.sink.progress.TargetState;
import io.pgtwin.sink.structure.StructureApplier;
import io.pgtwin.sink.topics.TopicWatch;

/** One session with the target, and everything that works in it. For the writer's thread. */
final class WriterSession implements AutoCloseable {
    private final SinkOptions options;
    private final TopicWatch topics;
    private final Connection connection;
    private final ProgressStore progress;
    private final ConsistencyStore consistency;
    private final TableStore tableStore;
    private final TargetTables tables;
    private final BatchApplier applier;
    private HeldPartitions held;

    /**
     * @param toldOfTriggers the tables that people were told of already
     * @throws io.pgtwin.common.failure.PgTwinException if the target cannot be reached or used
     */
    WriterSession(SinkOptions options, Sessions sessions, TopicWatch topics, Set<TableId> toldOfTriggers)
            throws SQLException {
        this.options = options;
        this.topics = topics;
        this.connection = TargetSession.open(sessions);
        try {
            String schema = options.progressSchema();
            new ProgressTables(connection, schema).createIfAbsent();
            boolean replica = TargetSession.becomeReplica(connection);
            progress = new ProgressStore(connection, schema, options.connector());
            consistency = new ConsistencyStore(connection, schema, options.connector());
            consistency.keep(options.appliesWholeTransactions());
            tableStore = new TableStore(connection, schema, options.connector());
            tables = new TargetTables(connection, options.mapping(), options.appliesStructure(), toldOfTriggers);
            StructureApplier structure = new StructureApplier(connection, options.structure(),
                    new AnnouncedTables(connection,
                    SinkPrechecks.needs(options), options.connection().precheck()));
            applier = new BatchApplier(connection, !replica, options.conflictMode(), options.mapping(),
                    tables, progress,
                    consistency, tableStore, structure);
        } catch (SQLException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Takes partitions over, and reads how far the target has come. */
    TargetState takeOver(Set<TopicPartition> partitions) throws SQLException {
        new SinkRegistration(connection, options.progressSchema(), options.connector())
                .require(options.consumerGroup(), topics.cluster());
        held = new HeldPartitions(options, connection, tables, tableStore);
        // in this order: the first one waits for the commit of a session that was lost in the middle of it
        Map<TopicPartition, Progress> taken = progress.takeOver(partitions);
        requireTopics(taken);
        return new TargetState(taken, consistency.read());
    }

    /** Takes partitions over beside those that were. @return what the target has of them */
    Map<TopicPartition, Progress> join(Set<TopicPartition> partitions) throws SQLException {
        held.forget(partitions);
        Map<TopicPartition, Progress> taken = progress.join(partitions);
        requireTopics(taken);
        return taken;
    }

    void giveUp(Set<TopicPartition> partitions) throws SQLException {
        progress.giveUp(partitions);
    }

    /** Whether Kafka still has what the target lacks. @param partitions of which nothing is on its way to the target */
    void watch(Set<TopicPartition> partitions) throws SQLException {
        if (!hasOpenTransaction()) {
            requireTopics(progress.read(partitions));
        }
    }

    private void requireTopics(Map<TopicPartition, Progress> at) throws SQLException {
        Map<TopicPartition, Long> next = at.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().nextOffset()));
        progress.adoptTopicIds(topics.require(progress.topicIds(), next));
    }

    Released release(Set<TopicPartition> asked) throws SQLException {
        Set<TopicPartition> released = held.release(asked);
        return released.isEmpty() ? Released.NONE : new Released(progress.read(released), held.needCompany(released));
    }

    BatchApplier applier() {
        return applier;
    }

    /** What waits, since the partitions were taken over. */
    HeldPartitions held() {
        return held;
    }

    /** Whether what was applied last is not complete. */
    boolean hasOpenTransaction() {
        return applier.isOpen();
    }

    /** Also rolls back what is not complete. */
    @Override
    public void close() {
        TargetSession.close(connection);
    }
}
