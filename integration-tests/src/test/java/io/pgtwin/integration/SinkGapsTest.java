package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.NewBeginning;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.integration.sync.TopicDamage;

import tools.jackson.databind.json.JsonMapper;

/** When Kafka has lost records that the target lacks, the sink fails, says so, and what it says to do helps. */
@Order(12)
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SinkGapsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TABLE = "public.items";
    private static final JsonMapper JSON = new JsonMapper();
    /** For so long one that began before the pause may still bring records. */
    private static final Duration A_FETCH = Duration.ofSeconds(1);

    private Sync sync;

    /** What happens to the topic of a table. */
    private enum Harm {
        DELETED(State.STOPPED, TopicDamage.DELETED, "TOPIC_MISSING", "does not exist"),
        DELETED_WHILE_RUNNING(State.RUNNING, TopicDamage.DELETED, "TOPIC_MISSING", "does not exist"),
        MADE_AGAIN(State.STOPPED, TopicDamage.MADE_AGAIN, "TOPIC_REPLACED", "was deleted and made again"),
        MADE_AGAIN_WHILE_RUNNING(State.RUNNING, TopicDamage.MADE_AGAIN, "TOPIC_REPLACED", ""),
        TRUNCATED(State.STOPPED, TopicDamage.TRUNCATED, "TOPIC_TRUNCATED", "begins at offset"),
        TRUNCATED_WHILE_PAUSED(State.PAUSED, TopicDamage.TRUNCATED, "TOPIC_TRUNCATED", "begins at offset");

        /** What the sink is in meanwhile. */
        private enum State { RUNNING, PAUSED, STOPPED }

        private final State state;
        private final TopicDamage damage;
        private final List<String> told;

        Harm(State state, TopicDamage damage, String... told) {
            this.state = state;
            this.damage = damage;
            this.told = List.of(told);
        }
    }

    @BeforeAll
    void start() {
        sync = Sync.on(Servers.shared()).withSink("tasks.max", "1")
                // for so long Connect tries to commit the offsets of a topic that is gone, before it lets the task work
                .withSink("consumer.override.default.api.timeout.ms", "3000").withSource("sequence.interval.ms", "500");
        sync.source().execute("CREATE TABLE items (id serial PRIMARY KEY, note text);"
                + " INSERT INTO items (note) SELECT 'copied' FROM generate_series(1, 100) i");
        sync.start().awaitEqual();
    }

    @AfterAll
    void end() {
        sync.close();
    }

    @ParameterizedTest
    @EnumSource
    void lostRecordsAreAFailureUntilTheSyncBeginsAgain(Harm harm) {
        change("before " + harm);
        sync.awaitEqual();
        String sink = sync.sinkConnector().name();
        if (harm.state == Harm.State.STOPPED) {
            NewBeginning.stop(sync.rest(), sink);
        } else if (harm.state == Harm.State.PAUSED) {
            sync.rest().pause(sink);
            sync.rest().awaitState(sink, "PAUSED", LIMIT);
            LockSupport.parkNanos(A_FETCH.toNanos());
        }
        try (Admin kafka = sync.servers().broker().admin()) {
            TopicDamage.awaitMore(kafka, sync.topic(TABLE), () -> change("lost of " + harm));
            harm.damage.strike(kafka, sync.topic(TABLE));
        }
        sync.rest().resume(sink);
        assertThat(sync.rest().awaitFailed(sink, LIMIT)).contains(harm.told).contains("README", sync.topic(TABLE));

        NewBeginning.of(sync);
        sync.awaitEqual();
    }

    /**
     * Of topics that hold no rows: nobody knows what the lost records told. The source is away, as it would write to
     * them.
     */
    @ParameterizedTest
    @CsvSource({"'', DELETED", "'', MADE_AGAIN", "'', TRUNCATED", ".transaction, DELETED", ".transaction, MADE_AGAIN",
        ".transaction, TRUNCATED"})
    void lostRecordsAboutTablesOrTransactionsAreAFailureUntilTheSyncBeginsAgain(String suffix, TopicDamage damage) {
        sync.awaitTarget("transactions arrive whole",
                target -> target.number("SELECT count(*) FROM pgtwin.consistency WHERE lsn IS NOT NULL") == 1);
        String sink = sync.sinkConnector().name();
        String topic = sync.name() + suffix;
        NewBeginning.stop(sync.rest(), sink);
        try (Admin kafka = sync.servers().broker().admin()) {
            TopicDamage.awaitMore(kafka, topic, () -> change("lost of " + topic));
            NewBeginning.stop(sync.rest(), sync.sourceConnector().name());
            damage.strike(kafka, topic);
        }
        sync.rest().resume(sink);
        assertThat(sync.rest().awaitFailed(sink, LIMIT)).contains(damage.failure(),
                topic + (damage == TopicDamage.TRUNCATED ? "-0 " : " "),
                "if it is no table's topic, begin again with a full copy, as the README says");

        NewBeginning.of(sync);
        change("after " + topic);
        sync.awaitEqual();
    }

    /** What the README says under "copy tables again". */
    @ParameterizedTest
    @EnumSource
    void tableWhoseTopicLostRecordsCanBeCopiedAgainByItself(TopicDamage damage) {
        change("before");
        sync.awaitEqual();
        String sink = sync.sinkConnector().name();
        String source = sync.sourceConnector().name();
        String topic = sync.topic(TABLE);
        NewBeginning.stop(sync.rest(), sink);
        try (Admin kafka = sync.servers().broker().admin()) {
            TopicDamage.awaitMore(kafka, topic, () -> change("lost with the topic's records"));
            damage.strike(kafka, topic);
            sync.rest().resume(sink);
            assertThat(sync.rest().awaitFailed(sink, LIMIT)).contains(damage.failure(), topic, "table.resync.list");

            NewBeginning.stop(sync.rest(), sink);
            NewBeginning.stop(sync.rest(), source);
            if (damage != TopicDamage.DELETED) {
                TopicDamage.DELETED.strike(kafka, topic);
            }
            sync.withSource("table.resync.list", "public\\.items")
                    .withSource("table.resync.id", UUID.randomUUID().toString());
            sync.rest().put(source, sync.sourceConnector().options());
            sync.rest().resume(source);
            Awaitility.await("the topic is there again").atMost(LIMIT)
                    .until(() -> sync.servers().broker().topics().contains(topic));
            sync.rest().alterOffsets(sink, JSON.readTree("{\"offsets\": [{\"partition\": {\"kafka_topic\": \"" + topic
                    + "\", \"kafka_partition\": 0}, \"offset\": {\"kafka_offset\": 0}}]}"));
            sync.rest().resume(sink);
        }
        change("after");
        sync.awaitEqual();
        sync.withSource("table.resync.list", "");
        sync.rest().put(source, sync.sourceConnector().options());
    }

    /** Moves the table's sequence, too, which the topic of the structure tells. */
    private void change(String note) {
        sync.source().update("INSERT INTO items (note) VALUES (?)", note);
    }
}
