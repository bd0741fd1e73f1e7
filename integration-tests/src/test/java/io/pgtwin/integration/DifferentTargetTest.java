package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Sync;

/** The target's tables need not be the source's, as long as they can hold what the source's hold. */
@ExtendWith(FreshSync.class)
class DifferentTargetTest {
    @ParameterizedTest
    @ValueSource(strings = {"error", "overwrite"})
    void differencesThatLoseNothingAreLegitimate(String conflictMode, Sync sync) {
        Script.named("different-source.sql").runOn(sync.source());
        Script.named("different-target.sql").runOn(sync.target());
        sync.withSink("conflict.mode", conflictMode).start();
        List<String> compared = sync.source().tables().stream().filter(it -> !it.equals("public.wider_types")).toList();
        sync.awaitEqual(compared, Sync.LIMIT);
        Script.named("different-change.sql").runOn(sync.source());
        sync.awaitEqual(compared, Sync.LIMIT);
        awaitEqualWiderTypes(sync);
        assertThat(sync.target().column("SELECT DISTINCT trigger FROM fired")).containsExactly("fires_always");
        assertThat(sync.target().value("SELECT count(*) FROM identity_beside_key WHERE mine = 'mine'"))
                .isEqualTo(sync.source().value("SELECT count(*) FROM identity_beside_key"));
        assertThat(sync.target().value("SELECT count(*) FROM more_columns"
                + " WHERE at IS NULL OR number IS NULL OR identity IS NULL")).isEqualTo("0");
    }

    /** As the source's text reads in the target's types; JSON is compared as PostgreSQL compares it. */
    private static void awaitEqualWiderTypes(Sync sync) {
        String values = "SELECT id::bigint, a::bigint, b::numeric, c::text::float8, d::text, e::jsonb,"
                + " f::numeric(14, 4), g::timestamp, h::text, i::bigint[], j::text, k::text"
                + " FROM wider_types ORDER BY id";
        List<List<String>> expected = sync.source().rows(values);
        sync.awaitTarget("wider types hold the same", target -> target.rows(values).equals(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id int PRIMARY KEY, amount numeric            | TARGET_UNSUITABLE     | no column 'note'
            id int PRIMARY KEY, note text, amount float8  | TARGET_UNSUITABLE     | Column 'amount'
            id int PRIMARY KEY, note text, amount numeric, more int NOT NULL | TARGET_UNSUITABLE | Column 'more'
            id int PRIMARY KEY DEFERRABLE, note text, amount numeric | TARGET_UNSUITABLE | without DEFERRABLE
            """)
    void differenceThatWouldLoseSomethingIsNamedBeforeAnyRowIsApplied(String columns, String kind, String what,
            Sync sync) {
        sync.source().execute("CREATE TABLE orders (id int PRIMARY KEY, note text, amount numeric(12, 4));"
                + " INSERT INTO orders SELECT i, 'note', i / 3.0 FROM generate_series(1, 100) i");
        sync.target().execute("CREATE TABLE orders (" + columns + ")");
        sync.start();
        assertThat(sync.rest().awaitFailed(sync.sinkConnector().name(), Sync.LIMIT))
                .contains(kind, "public.orders", what);
        assertThat(sync.target().value("SELECT count(*) FROM orders")).isEqualTo("0");
    }

    /** With {@code precheck=off} only the rows find out that the key could not be made. */
    @ParameterizedTest
    @ValueSource(strings = {"fail", "off"})
    void missingKeyIsMadeIfTheAccountMay(String precheck, Sync sync) {
        sync.source().execute("CREATE TABLE orders (id int PRIMARY KEY, note text);"
                + " INSERT INTO orders SELECT i, 'note' FROM generate_series(1, 100) i");
        sync.target().execute("CREATE TABLE orders (id int, note text)");
        useAccount(sync);
        sync.withSink("precheck", precheck).withSink("tasks.max", "1").start();
        assertThat(sync.rest().awaitFailed(sync.sinkConnector().name(), Sync.LIMIT))
                .contains("TARGET_UNSUITABLE", "public.orders", "[id]");
        sync.target().execute("ALTER TABLE orders OWNER TO " + sync.name() + "_account");
        sync.target().execute("GRANT ALL ON SCHEMA public TO " + sync.name() + "_account");
        sync.rest().restartFailed(sync.sinkConnector().name());
        sync.awaitEqual();
    }

    @Test
    void whatRowsCanDoWithoutIsTriedAgainWhenTheSinkIsRestarted(Sync sync) {
        String table = "CREATE TABLE orders (id int PRIMARY KEY, number int)";
        sync.source().execute(table + "; CREATE SEQUENCE numbers START 7; ALTER TABLE orders ALTER number SET DEFAULT"
                + " nextval('numbers'); INSERT INTO orders SELECT generate_series(1, 100)");
        sync.target().execute(table);
        useAccount(sync);
        sync.start().awaitEqual();
        sync.awaitBuilt();
        assertThat(sync.target().rows("SELECT state, detail FROM pgtwin.structure WHERE kind = 'sequence'"))
                .singleElement().satisfies(row -> assertThat(row.get(0) + row.get(1))
                        .contains("failed", "PRIVILEGE_MISSING"));

        sync.target().execute("GRANT CREATE ON SCHEMA public TO " + sync.name() + "_account");
        sync.rest().restart(sync.sinkConnector().name());
        sync.awaitTarget("the sequence is made",
                target -> target.value("SELECT state FROM pgtwin.structure WHERE kind ="
                + " 'sequence'").equals("created"));
    }

    /** An account that does not own the target's tables. */
    private static void useAccount(Sync sync) {
        String account = sync.name() + "_account";
        sync.target().execute("CREATE ROLE %1$s LOGIN PASSWORD 'secret'; GRANT ALL ON orders TO %1$s;"
                .formatted(account) + "GRANT CREATE ON DATABASE " + sync.name() + " TO " + account);
        sync.withSink("connection.user", account).withSink("connection.password", "secret");
    }

    @Test
    void viewInThePlaceOfATableIsNamed(Sync sync) {
        sync.source().execute("CREATE TABLE orders (id int PRIMARY KEY)");
        sync.target().execute("CREATE VIEW orders AS SELECT 1 AS id");
        sync.start();
        assertThat(sync.rest().awaitFailed(sync.sinkConnector().name(), Sync.LIMIT))
                .contains("TARGET_UNSUITABLE", "public.orders", "view");
    }
}
