package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Sync;

/** Where the sequences of the source stand is told, so that the target can take over. */
@ExtendWith(FreshSync.class)
class SequencesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void valuesAreToldAfterTheCopyAndWhenTheyMove(Sync sync) {
        makeRows(sync);
        sync.withSource("sequence.interval.ms", "200").start().awaitEqual();
        awaitTold(sync, 3);
        sync.source().execute("INSERT INTO items (note) VALUES ('d'), ('e')");
        awaitTold(sync, 5);
        long told = told(sync);
        Awaitility.await().during(Duration.ofSeconds(2)).atMost(LIMIT).until(() -> told(sync) == told);
    }

    @Test
    void valuesAreToldWhenTheTaskIsStartedAgain(Sync sync) {
        makeRows(sync);
        sync.withSource("sequence.interval.ms", "0").start().awaitEqual();
        awaitTold(sync, 3);
        sync.source().execute("INSERT INTO items (note) VALUES ('d')");
        sync.awaitEqual();
        assertThat(told(sync)).isEqualTo(1);

        sync.rest().restart(sync.sourceConnector().name());
        awaitTold(sync, 4);
    }

    @Test
    void valuesAreToldAfterACopyWithoutChanges(Sync sync) {
        makeRows(sync);
        sync.withSource("sync.steps", "structure,full").start().awaitEqual();
        awaitTold(sync, 3);
    }

    private static void makeRows(Sync sync) {
        sync.source().execute("CREATE TABLE items (id bigserial PRIMARY KEY, note text);"
                + " INSERT INTO items (note) VALUES ('a'), ('b'), ('c')");
    }

    private static void awaitTold(Sync sync, int value) {
        Awaitility.await("sequence at " + value).atMost(LIMIT).until(() -> structureRecords(sync).stream()
                .anyMatch(it -> it.contains("\"lastValue\":" + value + ",\"called\":true")));
    }

    private static long told(Sync sync) {
        return structureRecords(sync).stream().filter(it -> it.contains("lastValue")).count();
    }

    private static List<String> structureRecords(Sync sync) {
        return sync.servers().broker().records(sync.name()).stream()
                .map(record -> new String(record.value(), StandardCharsets.ISO_8859_1)).toList();
    }
}
