-- Changes that are easily applied wrongly. Each scenario begins with its sentence and runs in a schema of its own, in one
-- session. Its tables are made on both sides, rows and changes only at the source. The test adds other rows, with ids
-- above 10000, and changes them before and after.

--- two rows exchange their keys and keep the large values that are not sent
CREATE TABLE exchanged (id int PRIMARY KEY, note text, payload text);
ALTER TABLE exchanged ALTER payload SET STORAGE EXTERNAL;
-- rows
INSERT INTO exchanged SELECT i, 'copied', repeat(md5(i::text), 300) FROM generate_series(1, 8) i;
-- changes
BEGIN;
UPDATE exchanged SET id = -1 WHERE id = 1;
UPDATE exchanged SET id = 1 WHERE id = 2;
UPDATE exchanged SET id = 2 WHERE id = -1;
COMMIT;
BEGIN;
UPDATE exchanged SET id = -1, note = 'exchanged' WHERE id = 3;
UPDATE exchanged SET id = 3, payload = 'short' WHERE id = 4;
UPDATE exchanged SET id = 4, note = 'exchanged' WHERE id = -1;
UPDATE exchanged SET note = 'and changed' WHERE id IN (3, 4);
COMMIT;

--- keys move up in a chain in one transaction
CREATE TABLE chained (id int PRIMARY KEY, note text, payload text);
ALTER TABLE chained ALTER payload SET STORAGE EXTERNAL;
-- rows
INSERT INTO chained SELECT i, 'copied', CASE WHEN i % 2 = 0 THEN repeat(md5(i::text), 300) END FROM generate_series(1, 9) i;
-- changes
BEGIN;
DELETE FROM chained WHERE id = 4;
UPDATE chained SET id = 4 WHERE id = 3;
UPDATE chained SET id = 3 WHERE id = 2;
UPDATE chained SET id = 2 WHERE id = 1;
COMMIT;
BEGIN;
UPDATE chained SET id = 20 WHERE id = 8;
DELETE FROM chained WHERE id = 9;
UPDATE chained SET id = 21 WHERE id = 20;
UPDATE chained SET id = 8 WHERE id = 21;
INSERT INTO chained VALUES (20, 'in the place of the one that went through', repeat(md5('new'), 300));
COMMIT;

--- keys that are checked only at the end move onto each other in one statement
CREATE TABLE shifted (id int, note text, payload text, PRIMARY KEY (id) DEFERRABLE);
ALTER TABLE shifted ALTER payload SET STORAGE EXTERNAL, REPLICA IDENTITY FULL;
-- rows
INSERT INTO shifted SELECT i, 'copied ' || i, repeat(md5(i::text), 300) FROM generate_series(1, 6) i;
-- changes
UPDATE shifted SET id = id + 1 WHERE id < 10;
UPDATE shifted SET id = 9 - id WHERE id < 10;
DELETE FROM shifted WHERE id = 3;

--- equal keys of different text are one row
CREATE TABLE equal_keys (id numeric PRIMARY KEY, note text);
-- rows
INSERT INTO equal_keys VALUES (1.0, 'copied'), (2, 'copied'), (3.000, 'copied');
-- changes
UPDATE equal_keys SET id = 1.00 WHERE id = 1;
BEGIN;
UPDATE equal_keys SET id = 2.0 WHERE id = 2;
UPDATE equal_keys SET note = 'changed' WHERE id = 2;
UPDATE equal_keys SET id = 2.00 WHERE id = 2;
COMMIT;
BEGIN;
DELETE FROM equal_keys WHERE id = 3;
INSERT INTO equal_keys VALUES (3.0, 'new');
UPDATE equal_keys SET id = 3.000, note = 'back' WHERE id = 3;
COMMIT;

--- two rows exchange a unique value
CREATE TABLE unique_values (id int PRIMARY KEY, note text, code int UNIQUE);
-- rows
INSERT INTO unique_values SELECT i, 'copied', i FROM generate_series(1, 9) i;
-- changes
BEGIN;
UPDATE unique_values SET code = NULL WHERE id = 1;
UPDATE unique_values SET code = 1 WHERE id = 2;
UPDATE unique_values SET code = 2 WHERE id = 1;
COMMIT;
BEGIN;
DELETE FROM unique_values WHERE id = 3;
UPDATE unique_values SET code = 3 WHERE id = 4;
INSERT INTO unique_values VALUES (3, 'again', 4);
COMMIT;
BEGIN;
INSERT INTO unique_values VALUES (20, 'with a value that will be free', 20);
UPDATE unique_values SET code = 21 WHERE id = 20;
INSERT INTO unique_values VALUES (21, 'with the value that is free', 20);
COMMIT;

--- two rows exchange a unique value that is checked only at the end
CREATE TABLE deferred_values (id int PRIMARY KEY, note text, code int UNIQUE DEFERRABLE);
-- rows
INSERT INTO deferred_values SELECT i, 'copied', i FROM generate_series(1, 9) i;
-- changes
UPDATE deferred_values SET code = 3 - code WHERE id IN (1, 2);
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
UPDATE deferred_values SET code = 4 WHERE id = 3;
UPDATE deferred_values SET code = 5, note = 'in between' WHERE id = 4;
UPDATE deferred_values SET code = 3 WHERE id = 5;
COMMIT;

--- a key is deleted and inserted again in one transaction
CREATE TABLE reinserted (id int PRIMARY KEY, note text, other text DEFAULT 'default');
-- rows
INSERT INTO reinserted SELECT i, 'copied', 'copied' FROM generate_series(1, 9) i;
-- changes
BEGIN;
DELETE FROM reinserted WHERE id = 1;
INSERT INTO reinserted (id, note) VALUES (1, 'again');
COMMIT;
BEGIN;
UPDATE reinserted SET note = 'changed' WHERE id = 2;
DELETE FROM reinserted WHERE id = 2;
INSERT INTO reinserted VALUES (2, NULL, NULL);
UPDATE reinserted SET note = 'again and changed' WHERE id = 2;
COMMIT;
BEGIN;
INSERT INTO reinserted VALUES (30, 'once');
DELETE FROM reinserted WHERE id = 30;
INSERT INTO reinserted VALUES (30, 'twice');
INSERT INTO reinserted VALUES (31, 'only for a moment');
DELETE FROM reinserted WHERE id = 31;
COMMIT;
BEGIN;
DELETE FROM reinserted WHERE id = 3;
INSERT INTO reinserted VALUES (3, 'only for a moment');
DELETE FROM reinserted WHERE id = 3;
COMMIT;

--- an update leaves the large values alone that it does not touch
CREATE TABLE large_values (id int PRIMARY KEY, note text, a text, b bytea, c jsonb);
ALTER TABLE large_values ALTER a SET STORAGE EXTERNAL, ALTER b SET STORAGE EXTERNAL, ALTER c SET STORAGE EXTERNAL;
CREATE FUNCTION large(seed text) RETURNS text LANGUAGE sql AS 'SELECT repeat(md5(seed), 300)';
-- rows
INSERT INTO large_values SELECT i, 'copied', large('a' || i), convert_to(large('b' || i), 'UTF8'), to_jsonb(large('c' || i)) FROM generate_series(1, 30) i;
-- changes
UPDATE large_values SET note = 'alone' WHERE id = 1;
UPDATE large_values SET a = large('new') WHERE id = 2;
BEGIN;
UPDATE large_values SET note = 'once' WHERE id = 3;
UPDATE large_values SET a = large('x') WHERE id = 3;
UPDATE large_values SET b = NULL WHERE id = 3;
UPDATE large_values SET note = 'last' WHERE id = 3;
COMMIT;
BEGIN;
UPDATE large_values SET c = '1' WHERE id = 4;
DELETE FROM large_values WHERE id = 4;
INSERT INTO large_values VALUES (4, 'again', large('y'), NULL, to_jsonb(large('y')));
UPDATE large_values SET note = 'again and changed' WHERE id = 4;
COMMIT;
BEGIN;
DELETE FROM large_values WHERE id = 5;
INSERT INTO large_values VALUES (5, 'again, all NULL', NULL, NULL, NULL);
UPDATE large_values SET b = convert_to(large('z'), 'UTF8') WHERE id = 5;
UPDATE large_values SET note = 'again and changed' WHERE id = 5;
COMMIT;
BEGIN;
INSERT INTO large_values VALUES (40, 'new', large('n'), convert_to(large('n'), 'UTF8'), to_jsonb(large('n')));
UPDATE large_values SET note = 'new and changed' WHERE id = 40;
UPDATE large_values SET id = 41 WHERE id = 40;
UPDATE large_values SET note = 'new, changed, moved and changed' WHERE id = 41;
COMMIT;
UPDATE large_values SET note = 'whatever' WHERE id BETWEEN 10 AND 14;
UPDATE large_values SET a = 'short' WHERE id BETWEEN 12 AND 16;
UPDATE large_values SET b = NULL, c = to_jsonb(large('k')) WHERE id BETWEEN 14 AND 18;
UPDATE large_values SET note = NULL WHERE id BETWEEN 10 AND 18;
UPDATE large_values SET id = id + 100 WHERE id BETWEEN 15 AND 20;
DELETE FROM large_values WHERE id IN (116, 117, 21);

--- long values are sent in parts
CREATE TABLE long_values (id int PRIMARY KEY, note text, a text, b bytea, c text);
CREATE FUNCTION long(seed int) RETURNS text LANGUAGE sql AS $$SELECT repeat('x', seed) || repeat(E'\\\t😀é\n', 12000)$$;
-- rows
INSERT INTO long_values SELECT i, 'copied', long(i), convert_to(long(i), 'UTF8'), 'behind' FROM generate_series(1, 12) i;
-- changes
BEGIN;
UPDATE long_values SET a = long(20 + id), note = NULL WHERE id <= 8;
UPDATE long_values SET b = convert_to(long(20 + id), 'UTF8'), c = NULL WHERE id BETWEEN 5 AND 12;
INSERT INTO long_values SELECT i, NULL, long(i), convert_to(long(i), 'UTF8'), long(i) FROM generate_series(21, 28) i;
COMMIT;

--- tables are truncated together, in order with the rows around it
CREATE TABLE emptied (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, note text);
CREATE TABLE emptied_keyless (id int, note text);
CREATE TABLE emptied_parent (id int PRIMARY KEY, note text);
CREATE TABLE emptied_child (id int PRIMARY KEY, note text, parent int REFERENCES emptied_parent);
-- rows
INSERT INTO emptied (note) SELECT 'copied' FROM generate_series(1, 9);
INSERT INTO emptied_keyless SELECT i, 'copied' FROM generate_series(1, 9) i;
INSERT INTO emptied_parent SELECT i, 'copied' FROM generate_series(1, 9) i;
INSERT INTO emptied_child SELECT i, 'copied', i FROM generate_series(1, 9) i;
-- changes
BEGIN;
INSERT INTO emptied (note) VALUES ('before');
INSERT INTO emptied_keyless VALUES (100, 'before');
TRUNCATE emptied, emptied_keyless RESTART IDENTITY;
INSERT INTO emptied (note) SELECT 'after' FROM generate_series(1, 3);
INSERT INTO emptied_keyless VALUES (1, 'after');
TRUNCATE emptied;
TRUNCATE emptied_keyless;
INSERT INTO emptied (note) SELECT 'in the end' FROM generate_series(1, 4);
INSERT INTO emptied_keyless SELECT i, 'in the end' FROM generate_series(1, 4) i;
COMMIT;
UPDATE emptied SET note = 'changed' WHERE id > 4;
TRUNCATE emptied_parent CASCADE;
INSERT INTO emptied_parent VALUES (1, 'after'), (2, 'after');
INSERT INTO emptied_child VALUES (1, 'after', 1);
BEGIN;
TRUNCATE emptied;
ROLLBACK;
TRUNCATE emptied_keyless;

--- what is rolled back to a savepoint does not arrive
CREATE TABLE subtransactions (id int PRIMARY KEY, note text);
-- rows
INSERT INTO subtransactions SELECT i, 'copied' FROM generate_series(1, 9) i;
-- changes
BEGIN;
INSERT INTO subtransactions VALUES (20, 'outside');
SAVEPOINT a;
UPDATE subtransactions SET note = 'rolled back' WHERE id < 5;
INSERT INTO subtransactions VALUES (21, 'rolled back');
SAVEPOINT b;
DELETE FROM subtransactions WHERE id = 20;
RELEASE b;
ROLLBACK TO a;
INSERT INTO subtransactions VALUES (21, 'after the rollback');
SAVEPOINT c;
UPDATE subtransactions SET note = 'kept' WHERE id = 5;
SAVEPOINT d;
DELETE FROM subtransactions WHERE id = 6;
ROLLBACK TO d;
UPDATE subtransactions SET id = 30 WHERE id = 7;
RELEASE c;
COMMIT;
DO $$
BEGIN
    FOR i IN 1..40 LOOP
        BEGIN
            INSERT INTO subtransactions VALUES (100 + i, 'a subtransaction of its own');
            IF i % 3 = 0 THEN
                RAISE EXCEPTION 'undone';
            END IF;
        EXCEPTION WHEN raise_exception THEN
            UPDATE subtransactions SET note = 'undone ' || i WHERE id = 1;
        END;
    END LOOP;
END $$;

--- prepared transactions arrive when they are committed
CREATE TABLE prepared (id int PRIMARY KEY, note text);
-- rows
INSERT INTO prepared SELECT i, 'copied' FROM generate_series(1, 9) i;
-- changes
BEGIN;
UPDATE prepared SET note = 'prepared' WHERE id = 1;
INSERT INTO prepared VALUES (20, 'prepared');
PREPARE TRANSACTION 'pgtwin to be committed';
BEGIN;
UPDATE prepared SET note = 'never' WHERE id = 2;
DELETE FROM prepared WHERE id = 3;
PREPARE TRANSACTION 'pgtwin to be rolled back';
UPDATE prepared SET note = 'in between' WHERE id = 4;
INSERT INTO prepared VALUES (21, 'in between');
ROLLBACK PREPARED 'pgtwin to be rolled back';
COMMIT PREPARED 'pgtwin to be committed';
UPDATE prepared SET note = note || ', then changed' WHERE id IN (1, 20, 21);

--- rows that share a place in the WAL arrive once each
CREATE TABLE many_at_once (id int PRIMARY KEY, note text);
CREATE TABLE many_keyless (id int);
-- rows
INSERT INTO many_at_once VALUES (-1, 'copied');
-- changes
COPY many_at_once (id) FROM PROGRAM 'seq 1 3000';
COPY many_keyless FROM PROGRAM 'seq 1 2500';
INSERT INTO many_at_once SELECT i, 'inserted' FROM generate_series(3001, 4000) i;
INSERT INTO many_at_once VALUES (5001, 'one'), (5002, 'two'), (5003, 'three');
INSERT INTO many_keyless VALUES (1), (1), (1);

--- messages of others and tables that are not selected pass unseen
CREATE TABLE selected (id int PRIMARY KEY, note text);
CREATE TABLE not_selected (id int PRIMARY KEY, note text);
-- rows
INSERT INTO selected SELECT i, 'copied' FROM generate_series(1, 9) i;
-- changes
BEGIN;
INSERT INTO not_selected SELECT i, 'unseen' FROM generate_series(1, 100) i;
SELECT pg_logical_emit_message(true, 'somebody', 'a message in a transaction');
UPDATE selected SET note = 'seen' WHERE id = 1;
SELECT pg_logical_emit_message(false, 'somebody', 'a message in no transaction');
UPDATE not_selected SET note = 'unseen, too';
INSERT INTO selected VALUES (20, 'seen');
TRUNCATE not_selected;
COMMIT;
SELECT pg_logical_emit_message(true, 'somebody', repeat('x', 100000));
INSERT INTO not_selected VALUES (1, 'unseen');
