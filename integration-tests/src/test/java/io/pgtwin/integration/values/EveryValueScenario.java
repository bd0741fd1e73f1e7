package io.pgtwin.integration.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import io.pgtwin.integration.sync.Converters;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.integration.values.SampleTypes.Group;
import io.pgtwin.testbed.sql.Database;

/**
 * Sends every sample value through a full copy and through inserts, updates and deletes, and random values after them:
 * in a table with a primary key, in one without (REPLICA IDENTITY FULL), and in keys.
 */
public final class EveryValueScenario {
    private static final String COLUMN_TYPES = """
            SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 ORDER BY 1, 2""";
    /** Kafka's JsonConverter reads them back as 0, as long as it has schemas; without, only -0. */
    private static final Set<String> NOT_IN_JSON = Set.of("NaN", "Infinity", "-Infinity", "-0");
    private static final int RANDOM_ROWS = 20;
    private static final int FIRST_RANDOM_ID = 10_000;

    private final Sync sync;
    private final int version;
    private final Converters converters;
    private final List<SampleTable> tables = new ArrayList<>();
    private final List<KeyTable> keys = new ArrayList<>();

    public EveryValueScenario(Sync sync, int version, Converters converters) {
        this.sync = sync;
        this.version = version;
        this.converters = converters;
    }

    /** @param budget for rounds of random values, of which there is at least one */
    public void play(Random random, Duration budget) throws SQLException {
        List.of(sync.source(), sync.target()).forEach(this::makeTypes);
        makeTables();
        sync.with(converters).start();
        awaitEqual();
        tables.forEach(table -> sync.source().execute(change(table)));
        keys.forEach(table -> sync.source().execute(table.change()));
        Script.named("values-keys-change.sql").runOn(sync.source());
        awaitEqual();
        int id = FIRST_RANDOM_ID;
        for (long start = System.nanoTime(); id == FIRST_RANDOM_ID || System.nanoTime() - start < budget.toNanos();) {
            changeAtRandom(id, random);
            awaitEqual();
            id += 2 * RANDOM_ROWS;
        }
        List.of(sync.source(), sync.target()).forEach(SessionDefaults::reset);
        assertThat(sync.target().rows(COLUMN_TYPES)).isEqualTo(sync.source().rows(COLUMN_TYPES));
    }

    private void makeTypes(Database database) {
        Script.named("values-types.sql").runOn(database);
        database.execute(SampleTypes.in(version).stream().map(Shape::createHeldType).collect(Collectors.joining(";")));
    }

    private void makeTables() throws SQLException {
        for (Group group : Group.values()) {
            String name = group.name().toLowerCase();
            List<SampleType> types = group.in(version).stream().map(this::carried).toList();
            tables.add(SampleTable.of(name, types, version, sync.source()));
            tables.add(SampleTable.of(name + "_whole", types, version, sync.source()));
        }
        keys.addAll(KeyTable.of(SampleTypes.in(version).stream().map(this::carried).toList(), version, sync.source()));
        createTables(sync.source());
        Script.named("values-keys.sql").runOn(sync.source());
        if (converters == Converters.JSON_WITHOUT_SCHEMAS) {
            createTables(sync.target());       // such records do not tell types
            Script.named("values-keys.sql").runOn(sync.target());
            sync.target().tables().forEach(table -> sync.target().execute("DELETE FROM " + quoted(table)));
        }
        fill();
        SessionDefaults.STRANGE.applyTo(sync.source());
        SessionDefaults.STRANGER.applyTo(sync.target());
    }

    private SampleType carried(SampleType type) {
        if (converters == Converters.JSON_WITHOUT_SCHEMAS) {
            return type.without(Set.of("-0"));
        }
        boolean isFloat = type.name().equals("real") || type.name().equals("double precision");
        return isFloat && converters != Converters.COMPACT ? type.without(NOT_IN_JSON) : type;
    }

    private void createTables(Database database) {
        for (SampleTable table : tables) {
            boolean whole = table.name().endsWith("_whole");
            database.execute(table.create(whole ? "" : "PRIMARY KEY"));
            if (whole) {
                database.execute("ALTER TABLE " + table.name() + " REPLICA IDENTITY FULL");
            }
        }
        keys.forEach(table -> database.execute(table.create()));
    }

    private void fill() throws SQLException {
        try (Connection connection = sync.source().connect()) {
            for (SampleTable table : tables) {
                table.insertSamples(connection, 1);
            }
        }
        keys.forEach(table -> sync.source().execute(table.insert(version)));
    }

    /** Every row is inserted again, then every row gets the values of the next one, and some are deleted. */
    private static String change(SampleTable table) {
        return """
                INSERT INTO %1$s (id, %2$s) SELECT id + 1000, %2$s FROM %1$s;
                UPDATE %1$s t SET (%2$s) = (SELECT %2$s FROM %1$s s WHERE s.id = t.id + 1) WHERE t.id < 1000;
                DELETE FROM %1$s WHERE id %% 3 = 0""".formatted(table.name(), table.columns());
    }

    private void changeAtRandom(int firstId, Random random) throws SQLException {
        try (Connection connection = sync.source().connect()) {
            for (SampleTable table : tables) {
                table.insertRandom(connection, firstId, RANDOM_ROWS, random);
            }
        }
        for (SampleTable table : tables) {
            sync.source().execute("""
                    UPDATE %1$s t SET (%2$s) = (SELECT %2$s FROM %1$s s WHERE s.id = t.id + 1)
                        WHERE t.id BETWEEN %3$s AND %4$s AND t.id %% 2 = 0;
                    DELETE FROM %1$s WHERE id BETWEEN %3$s AND %4$s AND id %% 5 = 0""".formatted(table.name(),
                    table.columns(), firstId, firstId + RANDOM_ROWS));
        }
    }

    /** A difference is told by its columns, which are named after their types. */
    private void awaitEqual() {
        try {
            sync.awaitEqual();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e.getMessage() + "\n" + new DifferentColumns(sync.source(), sync.target())
                    .of(tables.stream().map(SampleTable::name).toList()), e);
        }
    }

    private static String quoted(String table) {
        return '"' + table.replace(".", "\".\"") + '"';
    }
}
