package io.pgtwin.testbed.postgres;

import java.time.Duration;

import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.sql.Database;

/** Drops a database that may still be in use. Its clients may try again, so it is closed to them first. */
record DatabaseRemoval(Database maintenance, String name) {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    void run() {
        if (maintenance.number("SELECT count(*) FROM pg_database WHERE datname = ?", name) == 0) {
            return;
        }
        maintenance.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        Await.until(LIMIT, "the connections to database " + name + " end", this::hasNoConnections, () -> "");
        maintenance.column("SELECT pg_drop_replication_slot(slot_name)::text FROM pg_replication_slots"
                + " WHERE database = ?", name);
        maintenance.execute("DROP DATABASE " + name);
    }

    private boolean hasNoConnections() {
        maintenance.column("SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE datname = ?", name);
        return maintenance.number("SELECT count(*) FROM pg_stat_activity WHERE datname = ?", name) == 0;
    }
}
