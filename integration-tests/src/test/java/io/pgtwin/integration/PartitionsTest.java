package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.integration.sync.EveryVersion;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;

/** A partitioned table is one table to a sync, or each of its partitions is. */
@ExtendWith(FreshSync.class)
class PartitionsTest {
    private static final String TABLE = """
            CREATE TABLE readings (sensor int NOT NULL, at date NOT NULL, value numeric) PARTITION BY RANGE (at);
            CREATE TABLE readings_2025 PARTITION OF readings (PRIMARY KEY (sensor, at))
                FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            CREATE TABLE readings_2026 PARTITION OF readings (PRIMARY KEY (sensor, at))
                FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')""";
    private static final String WITH_KEY = "; ALTER TABLE readings ADD PRIMARY KEY (sensor, at)";
    private static final String ROWS = "INSERT INTO readings SELECT i % 10, date '2025-06-01' + i, i / 3.0"
            + " FROM generate_series(1, 400) i";
    private static final String CHANGES = """
            UPDATE readings SET value = value * 2 WHERE sensor % 3 = 0;
            UPDATE readings SET at = at + 365 WHERE sensor = 4 AND at < '2026-01-01';
            UPDATE readings SET sensor = sensor + 100 WHERE sensor = 5;
            DELETE FROM readings WHERE sensor = 6;
            INSERT INTO readings SELECT 50, date '2025-12-01' + i, i FROM generate_series(1, 60) i""";
    private static final String OTHERWISE_PARTITIONED = """
            CREATE TABLE readings (value numeric, at date, sensor int, PRIMARY KEY (sensor, at))
                PARTITION BY HASH (sensor);
            CREATE TABLE readings_0 PARTITION OF readings FOR VALUES WITH (MODULUS 3, REMAINDER 0);
            CREATE TABLE readings_1 (gone int, sensor int NOT NULL, value numeric, at date NOT NULL);
            ALTER TABLE readings_1 DROP COLUMN gone;
            ALTER TABLE readings ATTACH PARTITION readings_1 FOR VALUES WITH (MODULUS 3, REMAINDER 1);
            CREATE TABLE readings_2 PARTITION OF readings FOR VALUES WITH (MODULUS 3, REMAINDER 2)""";
    private static final List<String> PARTITIONS = List.of("public.readings_2025", "public.readings_2026");

    @ParameterizedTest
    @ValueSource(strings = {"error", "overwrite"})
    void targetMayBePartitionedInAnotherWay(String conflictMode, Sync sync) {
        sync.source().execute(TABLE.replace(" (PRIMARY KEY (sensor, at))", "") + WITH_KEY + ";" + ROWS);
        sync.target().execute(OTHERWISE_PARTITIONED);
        if (conflictMode.equals("overwrite")) {
            sync.target().execute("INSERT INTO readings SELECT -1, date '2025-06-01' + i, i % 10"
                    + " FROM generate_series(1, 300, 2) i");
        }
        sync.withSink("conflict.mode", conflictMode).start().awaitEqual();
        sync.source().execute(CHANGES);
        sync.awaitEqual();
        sync.source().execute("TRUNCATE readings; " + ROWS);
        sync.awaitEqual();
        assertThat(sync.target().number("SELECT count(*) FROM pgtwin.structure WHERE kind = 'table' AND state ="
                + " 'left_out'"))
                .as("the source's partitions").isEqualTo(2);
    }

    @Test
    void eachPartitionMayBeATableOfItsOwn(Sync sync) {
        sync.source().execute(TABLE + ";" + ROWS);
        sync.withSource("sync.steps", "full,incremental")       // with the structure comes the partitioned table
                .withSource("publish.via.partition.root", "false").start().awaitEqual(PARTITIONS, Sync.LIMIT);
        sync.source().execute(CHANGES + "; TRUNCATE readings_2025;"
                + " INSERT INTO readings_2025 VALUES (1, '2025-01-01', 1)");
        sync.awaitEqual(PARTITIONS, Sync.LIMIT);
        assertThat(sync.target().tables()).doesNotContain("public.readings");
    }

    @Test
    void partitionThatTheSourceGetsLaterIsToBeMadeInTheTarget(Sync sync) {
        sync.source().execute(TABLE.replace(" (PRIMARY KEY (sensor, at))", "") + WITH_KEY + ";" + ROWS);
        sync.start().awaitEqual();
        String later = "CREATE TABLE readings_2027 PARTITION OF readings FOR VALUES FROM ('2027-01-01') TO"
                + " ('2028-01-01')";
        sync.source().execute(later + "; INSERT INTO readings VALUES (1, '2027-02-03', 4)");
        assertThat(sync.rest().awaitFailed(sync.sinkConnector().name(), Sync.LIMIT))
                .contains("PARTITION_MISSING", "public.readings", "Create a partition in the target")
                .doesNotContain("2027-02-03");
        sync.target().execute(later);
        sync.rest().restart(sync.sinkConnector().name());
        sync.awaitEqual();
    }

    @Test
    void beforePostgres13EachPartitionIsATableOfItsOwn() {
        try (Sync sync = Sync.on(Servers.shared().withSource(EveryVersion.server("12")))) {
            sync.source().execute(TABLE + ";" + ROWS);
            sync.start().awaitEqual(PARTITIONS, Sync.LIMIT);
            sync.source().execute(CHANGES);
            sync.awaitEqual(PARTITIONS, Sync.LIMIT);
        }
    }
}
