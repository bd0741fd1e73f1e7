package io.pgtwin.sink.preflight;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.config.LiveChecks;
import io.pgtwin.common.pg.ConnectionSettings;
import io.pgtwin.sink.database.TargetSession;
import io.pgtwin.sink.structure.Announced;

/**
 * Checks the live target: can it be reached, does it suit, may the account do what it will have to do. Changes nothing.
 */
public final class TargetChecks {
    private final TargetNeeds needs;

    private TargetChecks(TargetNeeds needs) {
        this.needs = needs;
    }

    /** What can be checked without knowing which tables will come. Within 20 seconds. */
    public static List<CheckResult> of(ConnectionSettings settings, TargetNeeds needs) {
        return new LiveChecks("target", settings, List.of(new TargetChecks(needs)::server)).run();
    }

    /** The same, and what these tables need. */
    public static List<CheckResult> of(ConnectionSettings settings, TargetNeeds needs, Announced announced) {
        TargetTableChecks tables = new TargetTableChecks(needs);
        return new LiveChecks("target", settings, List.of(new TargetChecks(needs)::server,
                session -> tables.results(session, announced))).run();
    }

    private List<CheckResult> server(Connection session) throws SQLException {
        List<CheckResult> results =
                new ArrayList<>(new ServerChecks(ServerFacts.read(session, needs.progressSchema())).results());
        results.add(CheckResult.ok("session_replication_role", ConnectionOptions.USER,
                TargetSession.becomeReplica(session) ? "Triggers and foreign keys can be switched off"
                        : "The account may not set it, so triggers fire and foreign keys are checked"));
        return results;
    }
}
