package io.pgtwin.sink.preflight;

import java.util.ArrayList;
import java.util.List;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.config.Grants;
import io.pgtwin.common.config.Grants.Right;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.sink.preflight.ServerFacts.Account;
import io.pgtwin.sink.preflight.ServerFacts.OwnSchema;

/** From what the target's server and the account are to what is wrong with them. */
final class ServerChecks {
    private static final int OLDEST_VERSION = 100_000;
    private static final int NEWEST_VERSION = 190_000;
    private static final String ANY_CHARACTER = "UTF8";
    private static final String URL = ConnectionOptions.URL;
    private static final Right STAGE = new Right("TEMPORARY on the database", "TEMPORARY", "database",
            "changes are staged in temporary tables");

    private final ServerFacts facts;
    private final Grants grants;

    ServerChecks(ServerFacts facts) {
        this.facts = facts;
        this.grants = new Grants("target", facts.account().name());
    }

    List<CheckResult> results() {
        Account account = facts.account();
        List<CheckResult> results = new ArrayList<>(List.of(version(), encoding(), writable(),
                grants.ofDatabase(STAGE, account.database(), account.mayStage())));
        results.addAll(ownSchema());
        return results;
    }

    private CheckResult version() {
        String found = "The target's version is " + facts.version() + " (server_version_num)";
        return facts.version() >= OLDEST_VERSION && facts.version() < NEWEST_VERSION
                ? CheckResult.ok("version", URL, found)
                : CheckResult.failed("version", URL, found, "PostgreSQL 10 to 18 is needed");
    }

    private CheckResult encoding() {
        String found = "The encoding of the target's database is " + facts.encoding();
        return facts.encoding().equals(ANY_CHARACTER) ? CheckResult.ok("encoding", URL, found)
                : CheckResult.warning("encoding", URL, found, "a character of the source that it lacks will stop the"
                        + " sync; if the source has others, make the database with TEMPLATE template0 ENCODING 'UTF8'");
    }

    private CheckResult writable() {
        if (facts.standby()) {
            return CheckResult.failed("writable", URL, "The target is a standby, which cannot be written to",
                    "connect to its primary; with several hosts in the URL, add targetServerType=primary");
        }
        if (facts.readOnly().on()) {
            return CheckResult.failed("writable", URL, "Sessions of the target are read-only"
                    + " (default_transaction_read_only, set by: " + facts.readOnly().source() + ")",
                    "they have to write; as a"
                    + " superuser, in one session", "SET default_transaction_read_only = off;", readOnlyRemedy());
        }
        return CheckResult.ok("writable", URL, "Sessions may write");
    }

    private String readOnlyRemedy() {
        String account = Sql.identifier(facts.account().name());
        String database = Sql.identifier(facts.account().database());
        return switch (facts.readOnly().source()) {
            case "user" -> "ALTER ROLE " + account + " RESET default_transaction_read_only;";
            case "database user" -> "ALTER ROLE " + account + " IN DATABASE " + database
                    + " RESET default_transaction_read_only;";
            default -> "ALTER DATABASE " + database + " SET default_transaction_read_only = off;";
        };
    }

    private List<CheckResult> ownSchema() {
        OwnSchema schema = facts.ownSchema();
        if (!schema.exists()) {
            return List.of(grants.ofDatabase(new Right("CREATE on the database", "CREATE", "database",
                    "schema '" + schema.name() + "' is to be created"), facts.account().database(),
                    facts.account().mayCreate()));
        }
        List<String> name = List.of(Sql.identifier(schema.name()));
        List<CheckResult> results = new ArrayList<>();
        results.add(grants.of(progress("USAGE", "schema"), schema.mayUse() ? List.of() : name));
        results.add(grants.of(progress("CREATE", "schema"), schema.complete()
                || schema.mayCreate() ? List.of() : name));
        results.add(grants.of(progress("SELECT, INSERT, UPDATE, DELETE", "table"), schema.unwritable()));
        return results;
    }

    private static Right progress(String right, String kind) {
        return new Right("progress.schema", right, kind, "the progress of the sync is kept there");
    }
}
