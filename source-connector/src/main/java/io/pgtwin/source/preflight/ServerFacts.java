package io.pgtwin.source.preflight;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

import io.pgtwin.common.pg.SqlResource;

/**
 * The source's server as a sync sees it. See {@code server.sql}.
 *
 * @param version like 170004
 * @param role whether it is a primary
 * @param maxSlotWalMegabytes empty without a limit
 * @param locks how many locks all transactions may hold together
 */
record ServerFacts(int version, String walLevel, Role role, Account account, Use slots, Use senders,
        Connections connections, long senderTimeoutMillis, OptionalLong maxSlotWalMegabytes, long locks) {
    private static final String QUERY = SqlResource.read(ServerFacts.class, "server.sql");

    /** @param feedback whether a standby keeps its primary from removing what it still needs */
    record Role(boolean standby, boolean feedback) {}

    /** @param mayCreate in the database */
    record Account(String name, String database, boolean mayReplicate, boolean mayCreate) {}

    /**
     * How many of something there may be, and are.
     *
     * @param reserved how many of them are for others
     */
    record Use(long limit, long reserved, long used) {
        Use(long limit, long used) {
            this(limit, 0, used);
        }

        long free() {
            return limit - reserved - used;
        }
    }

    /** @param account and {@code database}: their own limits, which a superuser does not have */
    record Connections(Use server, Use account, Use database) {}

    static ServerFacts read(Connection session) throws SQLException {
        try (Statement statement = session.createStatement(); ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            return of(row);
        }
    }

    private static ServerFacts of(ResultSet row) throws SQLException {
        long maxSlotWal = row.getLong("max_slot_wal_mb");
        boolean unlimited = row.wasNull() || maxSlotWal < 0;
        return new ServerFacts(row.getInt("version"), row.getString("wal_level"),
                new Role(row.getBoolean("standby"), row.getBoolean("feedback")),
                new Account(row.getString("account"), row.getString("database"), row.getBoolean("may_replicate"),
                        row.getBoolean("may_create")),
                new Use(row.getLong("max_slots"), row.getLong("used_slots")),
                new Use(row.getLong("max_senders"), row.getLong("used_senders")), connections(row),
                row.getLong("sender_timeout_ms"), unlimited ? OptionalLong.empty() : OptionalLong.of(maxSlotWal),
                row.getLong("locks"));
    }

    private static Connections connections(ResultSet row) throws SQLException {
        Use server = new Use(row.getLong("max_connections"), row.getLong("reserved_connections"),
                row.getLong("used_connections"));
        return new Connections(server, limit(row, "account"), limit(row, "database"));
    }

    /** Below zero there is no limit, and none for superusers. */
    private static Use limit(ResultSet row, String of) throws SQLException {
        long most = row.getLong(of + "_limit");
        return new Use(most < 0 || row.getBoolean("superuser") ? Long.MAX_VALUE : most,
                row.getLong(of + "_connections"));
    }
}
