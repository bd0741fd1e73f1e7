package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Load;
import io.pgtwin.integration.sync.OwnWorker;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.kafka.ConnectWorker;

/** On a worker with exactly-once support nothing comes twice into Kafka, and a commit of the source is one of Kafka. */
@ExtendWith(FreshSync.class)
class ExactlyOnceSourceTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void aCommitOfTheSourceIsATransactionOfKafkaAndNothingComesTwice() {
        ConnectWorker worker = OwnWorker.start("exactly-once",
                OwnWorker.usualOptions().withProperty("exactly.once.source.support", "enabled"));
        try (Sync sync = Sync.on(Servers.shared().withWorker(worker))) {
            sync.source().execute("CREATE TABLE items (id int PRIMARY KEY, note text); CREATE SEQUENCE item_ids START"
                    + " 1000; INSERT INTO items SELECT i, 'copied' FROM generate_series(1, 100) i");
            OwnWorker.withQuickDetectionOfDeath(sync).withSource("snapshot.format", "rows")
                    .withSource("exactly.once.support", "required").withSource("transaction.boundary", "connector")
                    .withSource("transaction.max.records", "120").start().awaitEqual();
            commitsAreTransactions(sync);
            nothingComesTwice(sync, worker);
        } finally {
            worker.stop();
        }
    }

    private static void commitsAreTransactions(Sync sync) {
        sync.source().execute("INSERT INTO items SELECT nextval('item_ids'), 'three' FROM generate_series(1, 3)");
        sync.source().execute("INSERT INTO items SELECT nextval('item_ids'), 'two' FROM generate_series(1, 2)");
        sync.source().execute("INSERT INTO items SELECT nextval('item_ids'), 'giant' FROM generate_series(1, 300)");
        sync.source().execute("INSERT INTO items VALUES (nextval('item_ids'), 'one')");
        sync.awaitEqual();
        List<Integer> sizes = transactions(sync);
        assertThat(sizes.subList(sizes.size() - 6, sizes.size())).containsExactly(3, 2, 120, 120, 60, 1);
    }

    private static void nothingComesTwice(Sync sync, ConnectWorker worker) {
        try (Load load = Load.of(sync.source(), Duration.ofMillis(20),
                "INSERT INTO items SELECT nextval('item_ids'), 'load' FROM generate_series(1, 3)")) {
            load.awaitMore(60);
            worker.kill();
            load.awaitMore(60);
            worker.start();
            load.awaitMore(60);
        }
        sync.awaitEqual(LIMIT);
        assertThat(records(sync)).hasSize((int) sync.source().number("SELECT count(*) FROM items"));
    }

    /** Each ends with a marker that takes an offset of its own. */
    private static List<Integer> transactions(Sync sync) {
        List<Integer> sizes = new ArrayList<>();
        long next = -1;
        for (ConsumerRecord<byte[], byte[]> each : records(sync)) {
            if (each.offset() == next) {
                sizes.add(sizes.remove(sizes.size() - 1) + 1);
            } else {
                sizes.add(1);
            }
            next = each.offset() + 1;
        }
        return sizes;
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(Sync sync) {
        return sync.servers().broker().records(sync.topic("public.items"));
    }
}
