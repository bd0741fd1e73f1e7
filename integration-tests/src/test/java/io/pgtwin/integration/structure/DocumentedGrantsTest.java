package io.pgtwin.integration.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.precheck.Precheck;
import io.pgtwin.testbed.sql.Database;

/**
 * A schema as applications have it goes the whole way, all steps, with accounts that may do just what the README says.
 */
@ExtendWith(FreshSync.class)
class DocumentedGrantsTest {
    private static final String PASSWORD = "documented-grants";
    private static final String SCHEMAS = "shop, \"Billing\"";
    private static final String STANDS = "SELECT schemaname, sequencename, last_value FROM pg_sequences ORDER BY 1, 2";

    private Sync sync;

    @Test
    void aMemberOfTheOwnerMakesPublicationAndSchemas(Sync given) {
        makeShop(given);
        sync.source().execute("GRANT CREATE ON DATABASE " + sync.name() + " TO " + reader());
        sync.source().execute("GRANT USAGE ON SCHEMA " + SCHEMAS + " TO " + owner());
        sync.source().execute("GRANT " + owner() + " TO " + reader());
        sync.source().column("SELECT format('ALTER TABLE %I.%I OWNER TO " + owner() + "', schemaname, tablename)"
                + " FROM pg_tables WHERE schemaname IN ('shop', 'Billing')").forEach(sync.source()::execute);
        makeEveryStep();
    }

    @Test
    void anAdministratorMakesPublicationAndSchemas(Sync given) {
        makeShop(given);
        sync.source().execute("CREATE PUBLICATION by_hand FOR TABLE shop.customers, shop.orders, shop.events,"
                + " \"Billing\".\"Invoices\" WITH (publish_via_partition_root = true)");
        sync.target().execute("CREATE SCHEMA shop; COMMENT ON SCHEMA shop IS 'what is sold'; CREATE SCHEMA \"Billing\";"
                + " GRANT USAGE, CREATE ON SCHEMA " + SCHEMAS + " TO " + writer());
        sync.withSource("publication.name", "by_hand").withSource("publication.autocreate", "disabled");
        makeEveryStep();
    }

    /** Accounts with what both ways need; nothing that everybody has by default. */
    private void makeShop(Sync given) {
        sync = given;
        Script.named("least-privileges.sql").runOn(sync.source());
        Script.named("least-privileges-rows.sql").runOn(sync.source());
        for (Database database : List.of(sync.source(), sync.target())) {
            database.execute("REVOKE ALL ON DATABASE " + sync.name() + " FROM PUBLIC; GRANT CONNECT ON DATABASE "
                    + sync.name() + " TO PUBLIC");
        }
        sync.source().execute("CREATE ROLE " + owner() + "; CREATE ROLE " + reader() + " LOGIN REPLICATION PASSWORD '"
                + PASSWORD + "'");
        sync.target().execute("CREATE ROLE " + writer() + " LOGIN PASSWORD '" + PASSWORD + "'");
        sync.source().execute("""
                GRANT USAGE ON SCHEMA %1$s TO %2$s;
                GRANT SELECT ON ALL TABLES IN SCHEMA %1$s TO %2$s;
                GRANT SELECT ON ALL SEQUENCES IN SCHEMA %1$s TO %2$s""".formatted(SCHEMAS, reader()));
        sync.target().execute("GRANT CREATE, TEMPORARY ON DATABASE %s TO %s".formatted(sync.name(), writer()));
        sync.withSource("connection.user", reader()).withSource("connection.password", PASSWORD)
                .withSource("sequence.interval.ms", "500")
                .withSink("connection.user", writer()).withSink("connection.password", PASSWORD);
    }

    private void makeEveryStep() {
        List<CheckResult> checks = new Precheck(sync.sourceConnector().options(), sync.sinkConnector().options()).run()
                .results();
        assertThat(checks).noneMatch(CheckResult::isFailed);
        assertThat(checks).filteredOn(check -> check.option().equals("connection.user")).isNotEmpty()
                .allMatch(CheckResult::isOk);

        sync.start().awaitEqual();
        Script.named("least-privileges-change.sql").runOn(sync.source());
        sync.awaitEqual();
        sync.awaitBuilt();

        String version = sync.servers().target().version();
        assertThat(Definitions.of(sync.target(), version, true)).isNotEmpty()
                .isEqualTo(Definitions.of(sync.source(), version, true));
        assertThat(sync.target().column("SELECT name FROM pgtwin.structure WHERE state = 'failed'")).isEmpty();
        assertThat(sync.target().column("SELECT DISTINCT kind FROM pgtwin.structure WHERE state = 'not_carried'"))
                .containsOnly("grants", "owner");
        List<List<String>> stands = sync.source().rows(STANDS);
        assertThat(stands).hasSize(5);
        sync.awaitTarget("sequences stand at " + stands, target -> target.rows(STANDS).equals(stands));
    }

    private String owner() {
        return sync.name() + "_owner";
    }

    private String reader() {
        return sync.name() + "_reader";
    }

    private String writer() {
        return sync.name() + "_writer";
    }
}
