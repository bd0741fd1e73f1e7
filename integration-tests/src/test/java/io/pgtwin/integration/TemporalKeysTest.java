package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.pgtwin.integration.sync.EveryVersion;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.postgres.PostgresServer;

/** Tables whose keys are {@code WITHOUT OVERLAPS}, which no ON CONFLICT can use, are copied and followed. */
class TemporalKeysTest {
    private static final String TABLES = """
            CREATE EXTENSION btree_gist;
            CREATE TABLE bookings (room int, valid daterange, guest text, PRIMARY KEY (room, valid WITHOUT OVERLAPS));
            CREATE TABLE prices (item int NOT NULL, valid int4multirange NOT NULL, price numeric,
                CONSTRAINT prices_key UNIQUE (item, valid WITHOUT OVERLAPS));
            ALTER TABLE prices REPLICA IDENTITY USING INDEX prices_key;
            CREATE TABLE shifts (team int, valid int4range, who text, PRIMARY KEY (team, valid WITHOUT OVERLAPS))
                PARTITION BY LIST (team);
            CREATE TABLE shifts_1 PARTITION OF shifts FOR VALUES IN (1);
            CREATE TABLE shifts_2 PARTITION OF shifts FOR VALUES IN (2);
            INSERT INTO bookings SELECT i % 10, daterange(date '2025-01-01' + i, date '2025-01-02' + i), 'guest ' || i
                FROM generate_series(1, 1000) i;
            INSERT INTO prices SELECT i, int4multirange(int4range(1, 5), int4range(7, 9)), i
                FROM generate_series(1, 100) i;
            INSERT INTO shifts SELECT 1 + i % 2, int4range(i, i + 1), 'w' || i FROM generate_series(1, 100) i""";
    private static final String CHANGES = """
            INSERT INTO bookings SELECT 20, daterange(date '2025-01-01' + i, date '2025-01-02' + i)
                FROM generate_series(1, 500) i;
            UPDATE bookings SET guest = guest || '!' WHERE room < 5;
            UPDATE bookings SET valid = daterange(lower(valid), upper(valid) + 1) WHERE room = 6;
            DELETE FROM bookings WHERE room = 7;
            DELETE FROM bookings WHERE room = 20 AND lower(valid) < '2025-02-01';
            INSERT INTO bookings VALUES (20, '[2025-01-01,2025-02-01)', 'all of January');
            UPDATE prices SET price = price + 1;
            UPDATE prices SET valid = valid + int4multirange(int4range(20, 30)) WHERE item < 20;
            DELETE FROM prices WHERE item > 90;
            UPDATE shifts SET who = 'nobody' WHERE team = 1;
            UPDATE shifts SET team = 3 - team WHERE lower(valid) = 50;
            DELETE FROM shifts WHERE lower(valid) > 90""";

    @Test
    void rowsAreFoundByKeysWithoutOverlaps() {
        PostgresServer server = EveryVersion.server("18");
        try (Sync sync = Sync.on(Servers.shared().withSource(server).withTarget(server))) {
            sync.source().execute(TABLES);
            sync.start().awaitEqual();
            sync.source().execute(CHANGES);
            sync.awaitEqual();
            sync.awaitBuilt();
            sync.source().execute("UPDATE bookings SET guest = NULL WHERE room = 1; UPDATE prices SET price = 'NaN'"
                    + " WHERE item = 1");
            sync.awaitEqual();
            assertThat(sync.target().column("SELECT conname FROM pg_constraint WHERE conperiod AND conparentid = 0"
                    + " ORDER BY 1"))
                    .containsExactly("bookings_pkey", "prices_key", "shifts_pkey");
        }
    }
}
