-- Changes of the rows of shapes-of-tables.sql; each part is one transaction.
BEGIN;
UPDATE partitioned SET note = 'changed' WHERE id % 5 = 0;
UPDATE partitioned SET at = at + 365 WHERE id % 7 = 0 AND at < '2027-01-01';
UPDATE partitioned SET id = id + 10000 WHERE id % 11 = 0;
DELETE FROM partitioned WHERE id % 13 = 0;
INSERT INTO partitioned_2027 (id, at, note) VALUES (-1, '2027-05-05', 'into the partition itself');
UPDATE partitioned_2027 SET note = 'in the partition itself' WHERE id % 2 = 0;
COMMIT;
UPDATE partitioned_keyless SET a = 1 WHERE ctid = (SELECT min(ctid) FROM partitioned_keyless_other)
    AND tableoid = 'partitioned_keyless_other'::regclass;
DELETE FROM partitioned_keyless WHERE ctid IN ('(0,1)', '(0,2)', '(0,3)');
CREATE TABLE partition_made_later PARTITION OF partitioned_without_partitions FOR VALUES FROM (1) TO (100);
INSERT INTO partitioned_without_partitions SELECT i FROM generate_series(1, 10) i;
UPDATE partitioned_without_partitions SET id = id + 20 WHERE id < 4;
BEGIN;
TRUNCATE partitioned_and_truncated;
INSERT INTO partitioned_and_truncated SELECT i FROM generate_series(5, 8) i;
COMMIT;

UPDATE parent SET note = note || ' changed' WHERE id % 2 = 0;
UPDATE ONLY parent SET id = id + 100 WHERE id > 8;
DELETE FROM parent WHERE id IN (3, 12);
INSERT INTO grandchild VALUES (50, 'new', 'new');
UPDATE child SET extra = 'changed', id = id + 200 WHERE id > 15;

DELETE FROM duplicates WHERE ctid IN (SELECT ctid FROM duplicates WHERE a = 0 LIMIT 7);
UPDATE duplicates SET e = 'not null any more' WHERE ctid IN (SELECT ctid FROM duplicates WHERE a = 1 LIMIT 5);
UPDATE duplicates SET a = 0 WHERE ctid IN (SELECT ctid FROM duplicates WHERE a = 2 LIMIT 3);
INSERT INTO duplicates SELECT * FROM duplicates LIMIT 10;
INSERT INTO insert_only SELECT 1, 'the same' FROM generate_series(1, 20) i;
BEGIN;
UPDATE deferrable_key SET id = id + 1;
UPDATE deferrable_key SET id = 65 - id;
UPDATE deferrable_key SET note = 'changed' WHERE id % 3 = 0;
DELETE FROM deferrable_key WHERE id % 4 = 0;
COMMIT;
BEGIN;
UPDATE identity_by_index SET note = 'changed' WHERE region = 1;
UPDATE identity_by_index SET id = id + 1000 WHERE region = 2;
UPDATE identity_by_index SET code = code || ' moved', region = 7 WHERE region = 0 AND id < 10;
DELETE FROM identity_by_index WHERE id BETWEEN 12 AND 18;
COMMIT;

INSERT INTO no_columns SELECT FROM generate_series(1, 8);
DELETE FROM no_columns WHERE ctid IN ('(0,1)', '(0,2)', '(0,3)');
INSERT INTO only_generated SELECT FROM generate_series(1, 8);
DELETE FROM only_generated WHERE ctid IN ('(0,1)', '(0,2)', '(0,3)');
UPDATE generated_key SET a = -a WHERE a % 2 = 0;
DELETE FROM generated_key WHERE a IN (3, 5);
INSERT INTO no_rows VALUES (1);
UPDATE dropped_and_added SET added = 'changed' WHERE id < 5;
UPDATE dropped_and_added SET stays = NULL WHERE id BETWEEN 3 AND 9;
DELETE FROM dropped_and_added WHERE id > 15;
UPDATE added_to_whole_identity SET added = 'changed' WHERE ctid IN ('(0,1)', '(0,2)', '(0,3)');
DELETE FROM added_to_whole_identity WHERE ctid IN ('(0,5)', '(0,6)', '(0,7)');

UPDATE widest SET c2 = -1, c1599 = c1 WHERE c1 % 2 = 0;
UPDATE widest SET c1 = c1 + 100 WHERE c1 % 3 = 0;
DELETE FROM widest WHERE c1 % 5 = 0;
UPDATE widest_but_one SET c2 = -1, c1598 = c1 WHERE c1 % 2 = 0;
DELETE FROM widest_but_one WHERE c1 % 5 = 0;
UPDATE wide_key SET note = 'changed' WHERE k2 = 1;
UPDATE wide_key SET k32 = k32 + 5 WHERE k3 = 1;
DELETE FROM wide_key WHERE k5 = 2;

-- many changes of each key, so that they are applied as a set; the second row moves to the first one's place
DO $$
DECLARE
    columns text;
BEGIN
    FOR key_group IN 0..3 LOOP
        columns := (SELECT string_agg('k' || number, ', ' ORDER BY number) FROM keys WHERE number % 4 = key_group);
        FOR i IN 1..4 LOOP
            EXECUTE format('UPDATE key_%s SET note = note || %s', key_group, i);
        END LOOP;
        EXECUTE format('DELETE FROM key_%s WHERE n = 1', key_group);
        EXECUTE format('UPDATE key_%s SET (%s) = (%s) WHERE n = 2', key_group, columns, key_values(key_group, 1));
        EXECUTE format('INSERT INTO key_%s VALUES (%s, 6, ''new'')', key_group, key_values(key_group, 2));
    END LOOP;
END
$$;
-- keys that are equal to the old ones but not the same: 1.0 and 1.00, -0 and 0
UPDATE key_0 SET k4 = k4 * 1.0;
UPDATE key_1 SET k5 = 0 WHERE k5 = 0;

UPDATE "Mixed Case"."a.b ""c"" d" SET "s" = 'changed', "t.x" = NULL, " " = 'x' WHERE "op" % 2 = 0;
DELETE FROM "Mixed Case"."a.b ""c"" d" WHERE "op" < 5;
DO $$
BEGIN
    EXECUTE format('UPDATE %I.%I SET %I = ''changed'' WHERE %I %% 2 = 0', repeat('Schöma ', 7) || 'of 63b',
                   repeat('表', 21), repeat('ß', 31), repeat('k', 63));
END
$$;
UPDATE "do.ts"."ta.ble" SET "n.ote" = 'changed' WHERE "co.lumn" % 2 = 0;
DELETE FROM "do.ts"."ta.ble" WHERE "co.lumn" > 17;
