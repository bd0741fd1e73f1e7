-- Changes of the rows of every-row.sql, for the time after the full copy. Each part is one transaction.
BEGIN;
INSERT INTO all_types SELECT (jsonb_populate_record(t, '{"id": 11}')).* FROM all_types t WHERE id = 1;
INSERT INTO all_types SELECT (jsonb_populate_record(t, '{"id": 13}')).* FROM all_types t WHERE id = 3;
COMMIT;

BEGIN;
UPDATE all_types SET (c_smallint, c_integer, c_bigint, c_boolean, c_real, c_double, c_numeric, c_text, c_bytea, c_date,
                      c_timestamptz, c_interval, c_jsonb, c_double_array, c_mood, c_percent, c_address, c_hstore)
    = (1, 2, 3, true, 0.1, 0.1, 'Infinity', E'\b\f\v\x01', '\xdeadbeef', '-infinity',
       '0001-01-01 00:00+00 BC', '-1 mons',
       '{"deep": {"er": [null, true, 1e400]}}', '{-0,4.9e-324}', 'sad', 0, ROW(NULL, 7), 'x=>NULL') WHERE id IN (2, 5);
UPDATE all_types SET c_text = NULL, c_double = NULL, c_bytea = NULL, c_address = NULL WHERE id = 1;
UPDATE all_types SET c_boolean = NOT c_boolean WHERE id = 4;
DELETE FROM all_types WHERE id = 6;
COMMIT;

BEGIN;
UPDATE composite_key SET note = NULL WHERE a = 3;
UPDATE composite_key SET a = a + 100 WHERE b = 'b1';
UPDATE composite_key SET b = 'moved', a = a + 200 WHERE b = 'b2';
DELETE FROM composite_key WHERE b = 'b3';
COMMIT;

UPDATE text_key SET note = note || ' changed';
DELETE FROM text_key WHERE id IN ('', 'a');
UPDATE "Mixed Case"."Odd ""Name"" in Größe" SET "select" = 'SELECT', "Größe €" = 3.141 WHERE "Id" = 2;
DELETE FROM "Mixed Case"."Odd ""Name"" in Größe" WHERE "Id" = 1;
INSERT INTO "Mixed Case"."Odd ""Name"" in Größe" VALUES (9, 'new', NULL, NULL, '''');
INSERT INTO empty_table SELECT i, 'not empty any more' FROM generate_series(1, 3) i;
INSERT INTO keyless_log SELECT '2026-02-01'::timestamptz, 'the same' FROM generate_series(1, 10);

BEGIN;
UPDATE whole_identity SET note = NULL, amount = amount * 2 WHERE id % 3 = 0;
UPDATE whole_identity SET id = id + 1000 WHERE id % 7 = 0;
DELETE FROM whole_identity WHERE id % 5 = 0;
COMMIT;

BEGIN;
UPDATE whole_identity_keyless SET note = 'changed' WHERE a = 2;
DELETE FROM whole_identity_keyless WHERE ctid = (SELECT min(ctid) FROM whole_identity_keyless WHERE a = 3);
INSERT INTO whole_identity_keyless VALUES (7, 'new', NULL), (7, 'new', NULL), (7, 'new', NULL);
DELETE FROM whole_identity_keyless WHERE ctid = (SELECT min(ctid) FROM whole_identity_keyless WHERE a = 7);
COMMIT;

BEGIN;
UPDATE index_identity SET note = 'changed' WHERE region = 1;
UPDATE index_identity SET region = region + 10 WHERE code LIKE 'code 2%';
DELETE FROM index_identity WHERE region = 0;
COMMIT;

-- payloads that are not touched are not sent
UPDATE toasted SET note = 'changed' WHERE id <= 10;
UPDATE toasted SET payload = repeat(md5('new'), 400) WHERE id IN (3, 4);
UPDATE toasted SET payload = NULL WHERE id = 5;
BEGIN;
UPDATE toasted SET note = 'once' WHERE id IN (6, 7, 8);
UPDATE toasted SET second_payload = 'short' WHERE id IN (6, 7);
UPDATE toasted SET note = 'twice' WHERE id = 6;
DELETE FROM toasted WHERE id = 7;
INSERT INTO toasted VALUES (7, 'again', repeat(md5('again'), 300), NULL);
UPDATE toasted SET note = 'again and changed' WHERE id = 7;
COMMIT;
UPDATE toasted_whole_identity SET note = 'changed' WHERE id <= 5;
UPDATE toasted_whole_identity SET id = id + 100 WHERE id IN (2, 9);

-- keys that move with payloads that are not sent
UPDATE changing_keys SET id = id + 1000 WHERE id <= 5;
UPDATE changing_keys SET id = id + 1000, note = 'moved and changed' WHERE id BETWEEN 6 AND 8;
UPDATE changing_keys SET id = id + 1000, payload = 'short' WHERE id BETWEEN 9 AND 10;
BEGIN;
UPDATE changing_keys SET id = id + 2000 WHERE id BETWEEN 11 AND 15;
UPDATE changing_keys SET id = id - 2000, note = 'there and back' WHERE id BETWEEN 2011 AND 2013;
UPDATE changing_keys SET note = 'moved, then changed' WHERE id IN (2014, 2015);
DELETE FROM changing_keys WHERE id = 2015;
COMMIT;
BEGIN;
DELETE FROM changing_keys WHERE id = 20;
UPDATE changing_keys SET id = 20 WHERE id = 21;
INSERT INTO changing_keys VALUES (21, 'in the place of the moved one', repeat(md5('x'), 300));
COMMIT;
BEGIN;
UPDATE changing_keys SET id = -1 WHERE id = 30;
UPDATE changing_keys SET id = 30 WHERE id = 31;
UPDATE changing_keys SET id = 31 WHERE id = -1;
COMMIT;
UPDATE changing_keys SET id = -id WHERE id BETWEEN 32 AND 40;
UPDATE changing_keys SET id = -id WHERE id BETWEEN -36 AND -32;

BEGIN;
INSERT INTO truncated VALUES (101, 'to be truncated');
TRUNCATE truncated, truncated_keyless;
INSERT INTO truncated SELECT i, 'after the truncate' FROM generate_series(1, 10) i;
INSERT INTO truncated_keyless VALUES ('after the truncate');
COMMIT;
UPDATE truncated SET note = 'changed' WHERE id = 3;
INSERT INTO truncated VALUES (50, 'later');

INSERT INTO generated_columns (a) VALUES (100), (200);
UPDATE generated_columns SET a = -a WHERE id <= 5;
UPDATE dropped_columns SET last = 'changed' WHERE id < 5;
INSERT INTO dropped_columns VALUES (20, 'new', NULL);

BEGIN;
INSERT INTO many_rows SELECT i, 'note ' || i FROM generate_series(5001, 15000) i;
UPDATE many_rows SET note = 'changed' WHERE id % 2 = 0;
DELETE FROM many_rows WHERE id % 3 = 0;
COMMIT;
BEGIN;
INSERT INTO many_rows VALUES (-1, 'rolled back');
UPDATE many_rows SET note = 'rolled back';
ROLLBACK;
BEGIN;
INSERT INTO many_rows VALUES (-2, 'stays');
SAVEPOINT a;
DELETE FROM many_rows WHERE id < 1000;
ROLLBACK TO a;
UPDATE many_rows SET note = 'after a savepoint' WHERE id < 100;
COMMIT;
BEGIN;
INSERT INTO many_rows VALUES (-3, 'and gone');
UPDATE many_rows SET note = 'still there' WHERE id = -3;
DELETE FROM many_rows WHERE id = -3;
DELETE FROM many_rows WHERE id = -2;
INSERT INTO many_rows VALUES (-2, 'another one');
COMMIT;
