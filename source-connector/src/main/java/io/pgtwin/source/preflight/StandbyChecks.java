package io.pgtwin.source.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.source.stream.ReplicationSlot;

/** Whether a standby, if the server is one, can be the source. */
final class StandbyChecks {
    private static final String CHECK = "standby";
    private static final String URL = ConnectionOptions.URL;
    /** Beginnings of statements that a standby only takes from its primary. */
    private static final List<String> WRITING = List.of("GRANT ", "CREATE ", "DROP ", "ALTER ROLE ", "ALTER DATABASE ",
            "ALTER TABLE ", "ALTER PUBLICATION ", "COMMIT PREPARED ");

    private final ServerFacts facts;
    private final SourceNeeds needs;

    StandbyChecks(ServerFacts facts, SourceNeeds needs) {
        this.facts = facts;
        this.needs = needs;
    }

    List<CheckResult> results() {
        if (!facts.role().standby()) {
            return List.of(CheckResult.ok(CHECK, URL, "The server is no standby"));
        }
        if (!needs.allowsStandby()) {
            return List.of(CheckResult.failed(CHECK, URL, "The server is a standby", "connect to the primary, or"
                    + " name it in the URL beside the standby; to read from the standby, write targetServerType=any"
                    + " into the URL"));
        }
        if (!needs.followsChanges()) {
            return List.of(CheckResult.ok(CHECK, URL, "The server is a standby, as the URL allows"));
        }
        List<CheckResult> results = new ArrayList<>();
        results.add(facts.version() >= ReplicationSlot.FIRST_VERSION_ON_STANDBYS
                ? CheckResult.ok(CHECK, URL, "The server is a standby, as the URL allows")
                : CheckResult.failed(CHECK, URL, "The server is a standby of version " + facts.version()
                        + " (server_version_num)", "changes can be read from a standby from PostgreSQL 16 on: connect"
                        + " to the primary"));
        results.add(feedback());
        if (needs.createsPublication()) {
            results.add(CheckResult.failed("publication on a standby", "publication.autocreate", "The server is a"
                    + " standby, where no publication can be made", "make it at the primary and set"
                    + " publication.autocreate=disabled"));
        }
        return results;
    }

    private CheckResult feedback() {
        return facts.role().feedback()
                ? CheckResult.ok("hot_standby_feedback", URL, "The standby has hot_standby_feedback=on")
                : CheckResult.failed("hot_standby_feedback", URL, "The standby has hot_standby_feedback=off, so that"
                        + " its primary may remove what the slot and the copy need", "on is needed; as a superuser of"
                        + " the standby",
                        "ALTER SYSTEM SET hot_standby_feedback = on;", "SELECT pg_reload_conf();");
    }

    /** Says where the statements of a result must be run. */
    CheckResult placed(CheckResult result) {
        boolean writes = result.sql().stream().anyMatch(sql -> WRITING.stream().anyMatch(sql::startsWith));
        if (!facts.role().standby() || !writes) {
            return result;
        }
        String needed = Stream.of(result.needed(), "at the primary").filter(it -> !it.isEmpty())
                .reduce((a, b) -> a + ", " + b).orElseThrow();
        return new CheckResult(result.check(), result.status(), result.option(), result.found(), needed, result.sql());
    }
}
