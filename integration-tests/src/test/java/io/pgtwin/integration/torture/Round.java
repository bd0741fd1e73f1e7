package io.pgtwin.integration.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.pgtwin.integration.sync.ConnectorFile;
import io.pgtwin.integration.sync.ConsistentReader;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.sql.Database;

/** One seed's sync: its rows are copied and its changes followed under strikes; in the end both sides are the same. */
final class Round {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    /** Of what each reader of the copy gets before the first strike. */
    private static final int HELD_BYTES = 400_000;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final List<String> SUMS = List.of("SELECT sum(balance)::text FROM accounts",
            "SELECT sum(balance)::text FROM tellers", "SELECT sum(balance)::text FROM branches",
            "SELECT coalesce(sum(delta), 0)::text FROM history");

    private final Field field;
    private final long seed;
    private final Random random;
    private final List<Strike> strikes = new ArrayList<>();
    private final boolean strikesTheCopy;
    private final String consistency;

    Round(Field field, long seed) {
        this.field = field;
        this.seed = seed;
        this.random = new Random(seed * SPREAD); // the first numbers of neighbouring seeds are alike
        this.strikesTheCopy = random.nextBoolean();
        this.consistency = seed % 2 == 0 ? "transaction" : "table";
    }

    void run() {
        try (Sync sync = field.sync()) {
            Script.named("torture-tables.sql").runOn(sync.source());
            Script.named("torture-rows.sql").runOn(sync.source());
            Script.named("torture-tables.sql").runOn(sync.target());
            Script.named("torture-target.sql").runOn(sync.target());
            sync.withSource("snapshot.format", random.nextBoolean() ? "rows" : "blocks")
                    .withSource("snapshot.block.bytes", "16384").withSink("batch.max.rows", "2000")
                    .withSink("consistency", consistency)
                    .withSink("tasks.max", consistency.equals("table")
                            ? String.valueOf(field.pace().sinkTasks()) : "1");
            if (consistency.equals("transaction")) {
                try (ConsistentReader reader = new ConsistentReader(sync.target(), SUMS, BETWEEN_LOOKS)) {
                    becomeEqualUnderStrikes(sync);
                    reader.awaitState();
                    assertThat(reader.torn()).as("states that the source never had").isEmpty();
                }
            } else {
                becomeEqualUnderStrikes(sync);
            }
            assertThat(TaskFailures.of(field, sync)).as("tasks that failed without need").isEmpty();
        } finally {
            field.sourceProxy().letPass();
        }
    }

    private void becomeEqualUnderStrikes(Sync sync) {
        copyAndChangeUnderStrikes(sync);
        Mending.of(sync);
        sync.awaitEqual(LIMIT);
        check(sync.source(), sync.target());
    }

    private void copyAndChangeUnderStrikes(Sync sync) {
        try (TortureLoad load = new TortureLoad(sync.source(), Script.text("torture-load.sql"), seed)) {
            load.awaitMore(20);
            if (strikesTheCopy) {
                copyUnderStrikes(sync);
            } else {
                deploy(sync);
                sync.awaitCopied("public.accounts", LIMIT);
            }
            int least = field.pace().leastStrikes();
            strike(sync, least + random.nextInt(field.pace().strikes() - least + 1));
            load.awaitMore(50);
        }
    }

    private static void deploy(Sync sync) {
        for (ConnectorFile connector : List.of(sync.sourceConnector(), sync.sinkConnector())) {
            Demand.of(connector.name() + " is deployed", () -> sync.rest().put(connector.name(), connector.options()));
        }
    }

    private void copyUnderStrikes(Sync sync) {
        field.sourceProxy().holdBackAfter(1 + random.nextInt(HELD_BYTES));
        deploy(sync.withSource("precheck", "off"));
        Strike.lasting(random, 2 * field.pace().quiet());
        strike(sync, 1);
        field.sourceProxy().letPass();
    }

    private void strike(Sync sync, int times) {
        for (int i = 0; i < times; i++) {
            Strike.lasting(random, field.pace().quiet());
            List<Strike> possible = Strike.possibleOn(field);
            Strike strike = possible.get(random.nextInt(possible.size()));
            strikes.add(strike);
            strike.hit(field, sync, random);
        }
    }

    private static void check(Database source, Database target) {
        assertThat(target.column(String.join(" UNION ", SUMS)))
                .as("the sums of accounts, tellers, branches and history").hasSize(1);
        assertThat(target.rows("SELECT * FROM older_versions")).as("versions that went back").isEmpty();
        assertThat(target.value("SELECT count(*) - count(DISTINCT id) FROM operations WHERE operation = 'INSERT'"))
                .as("rows of history that came twice").isEqualTo("0");
        assertThat(target.value("SELECT count(*) FROM operations WHERE operation <> 'INSERT'"))
                .as("changes of history, which only grows").isEqualTo("0");
        assertThat(target.value("SELECT count(*) FROM operations WHERE operation = 'INSERT'"))
                .as("rows of history that came").isEqualTo(source.value("SELECT count(*) FROM history"));
    }

    long seed() {
        return seed;
    }

    /** Of the sink. */
    String consistency() {
        return consistency;
    }

    /** Whether the first strike fell while rows were copied. */
    boolean strikesTheCopy() {
        return strikesTheCopy;
    }

    /** In their order, as far as the round has come. */
    List<Strike> strikes() {
        return List.copyOf(strikes);
    }
}
