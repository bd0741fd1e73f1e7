package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Sync;

/** What is left in the source when the connectors are deleted, and what it is good for. */
@ExtendWith(FreshSync.class)
class ConnectorRemovalTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String SLOT_STATE = """
            SELECT coalesce((SELECT CASE WHEN active THEN 'active' ELSE 'inactive' END
                             FROM pg_replication_slots WHERE slot_name = ?), 'absent')""";

    @Test
    void slotAndPublicationStaySoThatTheConnectorsCanComeBack(Sync sync) {
        copyOneRow(sync);
        delete(sync);
        awaitSlot(sync, "inactive");
        assertThat(sync.source().number("SELECT count(*) FROM pg_publication WHERE pubname = ?", sync.slot()))
                .isEqualTo(1);

        sync.source().execute("INSERT INTO t VALUES (2); DELETE FROM t WHERE id = 1");
        sync.start().awaitEqual();
    }

    @Test
    void slotIsDroppedIfAskedFor(Sync sync) {
        sync.withSource("slot.drop.on.stop", "true");
        copyOneRow(sync);
        delete(sync);
        awaitSlot(sync, "absent");
    }

    private static void copyOneRow(Sync sync) {
        sync.source().execute("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1)");
        sync.start().awaitEqual();
        awaitSlot(sync, "active");
    }

    private static void delete(Sync sync) {
        sync.rest().delete(sync.sourceConnector().name());
        sync.rest().delete(sync.sinkConnector().name());
    }

    private static void awaitSlot(Sync sync, String state) {
        Awaitility.await("slot is " + state).atMost(LIMIT).until(() -> sync.source().value(SLOT_STATE, sync.slot())
                .equals(state));
    }
}
