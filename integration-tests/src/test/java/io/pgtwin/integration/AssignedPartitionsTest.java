package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.wire.ChangeRecord;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.sink.PgTwinSinkConnector;
import io.pgtwin.sink.PgTwinSinkTask;
import io.pgtwin.testbed.process.Await;

/** Partitions come and go in moments that cannot be met at will, so the task is called as a worker calls it then. */
@ExtendWith(FreshSync.class)
class AssignedPartitionsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<ColumnDefinition> COLUMNS = List.of(new ColumnDefinition("id", "bigint", true));

    /** Kafka's consumer forgets to tell a task of new partitions if the connector is paused just then. */
    @Test
    void taskThatWasNotToldOfItsPartitionsSeesForItself(Sync sync) {
        TopicPartition items = new TopicPartition(sync.name() + ".public.items", 0);
        sync.target().execute("CREATE TABLE items (id bigint PRIMARY KEY)");
        Consumer consumer = new Consumer();
        PgTwinSinkTask task = start(consumer, sync);
        try {
            consumer.assigned = Set.of(items);
            task.put(List.of(record(items, 0)));
            Await.until(LIMIT, "the consumer is asked for the first record",
                    () -> isSought(task, consumer, items), () -> "");
            task.put(List.of(record(items, 0), record(items, 1)));
            Await.until(LIMIT, "both rows are in the target", () -> isApplied(task, sync), () -> "");

            consumer.assigned = Set.of();
            task.put(List.of());
            assertThat(sync.target().rows("SELECT next_offset, writer FROM pgtwin.progress WHERE topic = ?",
                    items.topic()))
                    .containsExactly(Arrays.asList("2", null));
        } finally {
            task.stop();
        }
    }

    @Test
    void partitionsThatComeLaterDoNotTouchTheOthers(Sync sync) throws SQLException {
        TopicPartition items = new TopicPartition(sync.name() + ".public.items", 0);
        TopicPartition orders = new TopicPartition(sync.name() + ".public.orders", 0);
        sync.target().execute("CREATE TABLE items (id bigint PRIMARY KEY); CREATE TABLE orders (id bigint PRIMARY"
                + " KEY)");
        Consumer consumer = new Consumer();
        PgTwinSinkTask task = start(consumer, sync);
        try (Connection other = sync.target().connect(); Statement statement = other.createStatement()) {
            consumer.assigned = Set.of(items);
            task.open(consumer.assigned);
            Await.until(LIMIT, "the consumer is asked for the first record",
                    () -> isSought(task, consumer, items), () -> "");
            consumer.offsets.clear();

            other.setAutoCommit(false);
            statement.execute("LOCK TABLE items");
            task.put(List.of(record(items, 0)));
            Await.until(LIMIT, "the writer waits", () -> isWaited(task, sync), () -> "");
            consumer.assigned = Set.of(items, orders);
            task.open(Set.of(orders));
            task.put(List.of(record(orders, 7), record(items, 1)));
            assertThat(consumer.offsets).isEmpty();
            other.commit();
            Await.until(LIMIT, "both items are in the target", () -> {
                task.preCommit(Map.of());
                return isPut(sync, "items", List.of("0", "1"));
            }, () -> "");
            assertThat(consumer.offsets).as("nobody seeks while partitions may be about to go").isEmpty();

            Await.until(LIMIT, "the consumer is asked for the first order",
                    () -> isSought(task, consumer, orders), () -> "");
            assertThat(consumer.offsets).containsOnlyKeys(orders);
            task.put(List.of(record(orders, 0)));
            Await.until(LIMIT, "the order is in the target", () -> {
                task.put(List.of());
                return isPut(sync, "orders", List.of("0"));
            }, () -> "");
        } finally {
            task.stop();
        }
    }

    private static boolean isWaited(PgTwinSinkTask task, Sync sync) {
        task.put(List.of());
        return sync.target().number("SELECT count(*) FROM pg_locks WHERE NOT granted"
                + " AND relation = 'items'::regclass") > 0;
    }

    private static PgTwinSinkTask start(Consumer consumer, Sync sync) {
        PgTwinSinkTask task = new PgTwinSinkTask();
        task.initialize(consumer);
        task.start(properties(sync));
        return task;
    }

    private static Map<String, String> properties(Sync sync) {
        Map<String, String> options = new HashMap<>(sync.withSink("consistency", "table")
                .withSink("structure.apply", "false")
                .sinkConnector().options());
        options.put("name", sync.sinkConnector().name());
        PgTwinSinkConnector connector = new PgTwinSinkConnector();
        connector.start(options);
        return connector.taskConfigs(1).get(0);
    }

    private static boolean isSought(PgTwinSinkTask task, Consumer consumer, TopicPartition partition) {
        task.put(List.of());
        return Long.valueOf(0).equals(consumer.offsets.get(partition));
    }

    private static boolean isApplied(PgTwinSinkTask task, Sync sync) {
        task.put(List.of());
        return isPut(sync, "items", List.of("0", "1"));
    }

    private static boolean isPut(Sync sync, String table, List<String> ids) {
        return sync.target().column("SELECT id FROM " + table + " ORDER BY id").equals(ids);
    }

    private static SinkRecord record(TopicPartition partition, long offset) {
        String name = partition.topic().substring(partition.topic().lastIndexOf('.') + 1);
        TableDefinition table = new TableDefinition(new TableId("public", name), COLUMNS, List.of("id"));
        Lsn lsn = new Lsn(100 + offset);
        Origin origin = new Origin(new Position(lsn, lsn, 0), 0, 1, Phase.STREAM);
        Struct value = new ChangeRecord.Writer("sync", "db")
                .value(ChangeEvent.create(table, Row.builder(1).value(0, offset).build(), origin));
        return new SinkRecord(partition.topic(), partition.partition(), null, null, value.schema(), value, offset);
    }

    /** What a task sees of its consumer. */
    private static final class Consumer implements SinkTaskContext {
        private final Map<TopicPartition, Long> offsets = new HashMap<>();
        private Set<TopicPartition> assigned = Set.of();

        @Override
        public Map<String, String> configs() {
            return Map.of();
        }

        @Override
        public void offset(Map<TopicPartition, Long> sought) {
            offsets.putAll(sought);
        }

        @Override
        public void offset(TopicPartition partition, long offset) {
            offsets.put(partition, offset);
        }

        @Override
        public void timeout(long milliseconds) {
            // the test asks all the time
        }

        @Override
        public Set<TopicPartition> assignment() {
            return assigned;
        }

        @Override
        public void pause(TopicPartition... partitions) {
            // the test does not poll
        }

        @Override
        public void resume(TopicPartition... partitions) {
            // the test does not poll
        }

        @Override
        public void requestCommit() {
            // nothing is stored in Kafka
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException();
        }
    }
}
