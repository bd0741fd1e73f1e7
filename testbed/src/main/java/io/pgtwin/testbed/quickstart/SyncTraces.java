package io.pgtwin.testbed.quickstart;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.process.TestbedException;
import io.pgtwin.testbed.sql.Database;

/**
 * What a sync leaves in the user's databases: a slot that would make the source keep its WAL for ever, a publication,
 * and the sink's progress. They are of no use after the broker is gone, so they are removed at the end of the run, or
 * of the process when that comes first.
 */
final class SyncTraces {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Screen screen;
    private final Sync sync;
    private final AtomicBoolean removed = new AtomicBoolean();

    SyncTraces(Screen screen, Sync sync) {
        this.screen = screen;
        this.sync = sync;
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove, "traces"));
    }

    /** Ends the worker: nobody else uses it, and then nobody holds the slot any more. */
    void stopAndRemove() {
        sync.testbed().worker().stop();
        remove();
    }

    private void remove() {
        if (!removed.compareAndSet(false, true)) {
            return;
        }
        String slot = sync.deployment().slot();
        try {
            removeFrom(sync.progress().source(), slot);
            removeFrom(sync.progress().target());
            screen.line("Slot, publication and progress of this run are removed from both databases");
        } catch (TestbedException e) {
            screen.line("Not everything of this run could be removed: " + e.getMessage());
            screen.line("In the source: SELECT pg_drop_replication_slot('" + slot + "');"
                    + " DROP PUBLICATION " + slot + ";");
        }
    }

    private static void removeFrom(Database source, String slot) {
        Await.until(LIMIT, "slot " + slot + " can be dropped", () -> isDropped(source, slot), () -> "It is in use");
        source.execute("DROP PUBLICATION IF EXISTS " + slot);
    }

    private static boolean isDropped(Database source, String slot) {
        source.rows("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                + " WHERE slot_name = ? AND NOT active", slot);
        return source.number("SELECT count(*) FROM pg_replication_slots WHERE slot_name = ?", slot) == 0;
    }

    private void removeFrom(Database target) {
        String sink = sync.deployment().sink().name();
        if (target.value("SELECT to_regclass('pgtwin.status') IS NOT NULL").equals("t")) {
            target.update("DELETE FROM pgtwin.progress WHERE sink = ?", sink);
            target.update("DELETE FROM pgtwin.tables WHERE sink = ?", sink);
            target.update("DELETE FROM pgtwin.structure WHERE sink = ?", sink);
            target.update("DELETE FROM pgtwin.sinks WHERE sink = ?", sink);
        }
    }
}
