package io.pgtwin.source.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.config.Grants;
import io.pgtwin.common.config.Grants.Right;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.source.preflight.ServerFacts.Use;

/** From what the server and the account are to what is wrong with them. */
final class ServerChecks {
    private static final int OLDEST_VERSION = 100_000;
    private static final int NEWEST_VERSION = 190_000;
    /** One for the sync, one for a while after an interrupted copy. */
    private static final int SLOTS = 2;
    private static final int SENDERS = 2;
    private static final int CONNECTIONS = 5;
    /** So that a late report of the position does not end the stream. */
    private static final int REPORTS_WITHIN_TIMEOUT = 3;
    private static final Duration USUAL_SENDER_TIMEOUT = Duration.ofSeconds(60);
    private static final String URL = ConnectionOptions.URL;

    private static final Right CREATE = new Right("CREATE on the database", "CREATE", "database",
            "pgtwin makes the publication, unless publication.autocreate=disabled");

    private final ServerFacts facts;
    private final SourceNeeds needs;
    private final boolean slotExists;
    private final boolean slotActive;

    /** @param slot as {@code pg_replication_slots} has it; a running sync has its share of everything already */
    ServerChecks(ServerFacts facts, SourceNeeds needs, SlotFacts slot) {
        this.facts = facts;
        this.needs = needs;
        this.slotExists = slot.exists();
        this.slotActive = slot.active();
    }

    /** @param publicationExists whether there is nothing to be made */
    List<CheckResult> results(boolean publicationExists) {
        List<CheckResult> results = new ArrayList<>(List.of(version(), connections()));
        results.addAll(new StandbyChecks(facts, needs).results());
        if (needs.followsChanges()) {
            results.addAll(List.of(walLevel(), slots(), senders(), replicationRight(), senderTimeout()));
        }
        if (needs.followsChanges() && needs.createsPublication() && !facts.role().standby() && !publicationExists) {
            results.add(new Grants("source", facts.account().name())
                    .ofDatabase(CREATE, facts.account().database(), facts.account().mayCreate()));
        }
        return results;
    }

    private CheckResult version() {
        String found = "The server's version is " + facts.version() + " (server_version_num)";
        return facts.version() >= OLDEST_VERSION && facts.version() < NEWEST_VERSION
                ? CheckResult.ok("version", URL, found)
                : CheckResult.failed("version", URL, found, "PostgreSQL 10 to 18 is needed");
    }

    private CheckResult walLevel() {
        String found = "The server has wal_level=" + facts.walLevel();
        return facts.walLevel().equals("logical") ? CheckResult.ok("wal_level", URL, found)
                : CheckResult.failed("wal_level", URL, found,
                        "logical is needed; as a superuser, then restart the server",
                        "ALTER SYSTEM SET wal_level = logical;");
    }

    private CheckResult slots() {
        if (slotExists) {
            return CheckResult.ok("free replication slots", URL, "The slot exists");
        }
        return capacity("free replication slots", "max_replication_slots", facts.slots(), SLOTS,
                "drop slots that nobody needs (pg_drop_replication_slot)");
    }

    private CheckResult senders() {
        return capacity("free WAL senders", "max_wal_senders", facts.senders(), slotActive ? 0 : SENDERS,
                "end replicas that nobody needs (pg_stat_replication)");
    }

    private CheckResult connections() {
        int needed = slotActive ? 0 : CONNECTIONS;
        if (facts.connections().account().free() < needed) {
            return limited("Account " + facts.account().name(), facts.connections().account(),
                    "ALTER ROLE " + Sql.identifier(facts.account().name()) + " CONNECTION LIMIT -1;");
        }
        if (facts.connections().database().free() < needed) {
            return limited("Database " + facts.account().database(), facts.connections().database(),
                    "ALTER DATABASE " + Sql.identifier(facts.account().database()) + " CONNECTION LIMIT -1;");
        }
        return capacity("free connections", "max_connections", facts.connections().server(), needed,
                "end sessions that nobody needs (pg_stat_activity)");
    }

    private static CheckResult limited(String whose, Use use, String sql) {
        return CheckResult.failed("free connections", ConnectionOptions.USER, whose + " has a limit of " + use.limit()
                + " connections, " + use.used() + " of which are in use", CONNECTIONS + " free ones are needed", sql);
    }

    private static CheckResult capacity(String check, String setting, Use use, int needed, String otherwise) {
        String found = use.free() + " of " + use.limit() + " are free"
                + (use.reserved() > 0 ? " (" + use.reserved() + " are reserved for others)" : "");
        return use.free() >= needed ? CheckResult.ok(check, URL, found)
                : CheckResult.failed(check, URL, "Of " + setting + ", " + found, needed + " are needed: " + otherwise
                        + ", or as a superuser, then restart the server",
                        "ALTER SYSTEM SET " + setting + " = '" + (use.limit() + needed - use.free()) + "';");
    }

    private CheckResult replicationRight() {
        return facts.account().mayReplicate()
                ? CheckResult.ok("REPLICATION right", ConnectionOptions.USER, "The account may replicate")
                : CheckResult.failed("REPLICATION right", ConnectionOptions.USER, "The account may not replicate",
                        "as a superuser", "ALTER ROLE " + Sql.identifier(facts.account().name()) + " REPLICATION;");
    }

    private CheckResult senderTimeout() {
        long least = needs.statusInterval().multipliedBy(REPORTS_WITHIN_TIMEOUT).toMillis();
        String found = "The server has wal_sender_timeout=" + facts.senderTimeoutMillis() + " ms";
        boolean fine = facts.senderTimeoutMillis() == 0 || facts.senderTimeoutMillis() >= least;
        return fine ? CheckResult.ok("wal_sender_timeout", "status.interval.ms", found)
                : CheckResult.warning("wal_sender_timeout", "status.interval.ms", found
                        + ", within which fewer than " + REPORTS_WITHIN_TIMEOUT + " reports of the position come",
                        "lower status.interval.ms, or as a superuser", "ALTER SYSTEM SET wal_sender_timeout = '"
                                + Math.max(USUAL_SENDER_TIMEOUT.toMillis(), least) + "ms';",
                                "SELECT pg_reload_conf();");
    }
}
