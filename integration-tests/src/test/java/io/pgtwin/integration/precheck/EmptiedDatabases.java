package io.pgtwin.integration.precheck;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.pgtwin.integration.sync.Script;
import io.pgtwin.testbed.postgres.PostgresServer;

/** Databases that are made once and then used again, empty each time. */
final class EmptiedDatabases {
    private static final String EMPTY = Script.text("precheck/empty.sql");

    private final String prefix;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<PostgresServer, Deque<String>> free = new ConcurrentHashMap<>();

    /** @param prefix of their names */
    EmptiedDatabases(String prefix) {
        this.prefix = prefix;
    }

    /** @return the name of one that is empty, and the caller's until it is given back */
    String take(PostgresServer server) {
        String database = free.computeIfAbsent(server, it -> new ArrayDeque<>()).poll();
        if (database == null) {
            database = prefix + "_database" + number.incrementAndGet();
            server.createDatabase(database);
        }
        return database;
    }

    /**
     * Nobody may use it any more; what the testbed keeps for its next question stays. Slots are the caller's to drop
     * before.
     */
    void giveBack(PostgresServer server, String database) {
        server.database("postgres").column("SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE datname"
                + " = ? AND application_name <> 'testbed'", database);
        server.database("postgres").execute("ALTER DATABASE " + database + " RESET ALL; ALTER DATABASE "
                + database + " CONNECTION LIMIT -1");
        server.database(database).execute(EMPTY);
        free.get(server).add(database);
    }
}
