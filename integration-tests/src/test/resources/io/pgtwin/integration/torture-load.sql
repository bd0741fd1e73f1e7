-- One transaction after each line with three dashes, which says how often it comes.
-- Nothing is truncated before there is a slot: PostgreSQL cannot decode what follows a TRUNCATE that ran while the slot was made.
--- 12 move money
WITH move AS (SELECT 1 + (random() * 29999)::int AS account, 1 + (random() * 39)::int AS teller, (random() * 1000)::int - 500 AS delta), a AS (UPDATE accounts SET balance = balance + delta, version = nextval('versions') FROM move WHERE id = account RETURNING id), t AS (UPDATE tellers SET balance = balance + delta, version = nextval('versions') FROM move WHERE id = teller RETURNING branch), b AS (UPDATE branches SET balance = balance + delta, version = nextval('versions') FROM move, t WHERE id = t.branch RETURNING id) INSERT INTO history SELECT nextval('ids'), account, teller, b.id, delta, clock_timestamp() FROM move, b;
INSERT INTO notes SELECT nextval('ids'), 'new' FROM generate_series(1, 2);
--- 3 write documents
INSERT INTO documents SELECT nextval('ids'), 'code n' || nextval('ids'), repeat(md5(i::text), 90), 'new', nextval('versions') FROM generate_series(1, 5) i;
--- 5 note something about documents, whose large values are not sent again
UPDATE documents SET note = md5(random()::text), version = nextval('versions') WHERE id IN (SELECT id FROM documents TABLESAMPLE BERNOULLI (0.3) LIMIT 8);
--- 2 write documents anew
UPDATE documents SET body = repeat(md5(random()::text), 80), version = nextval('versions') WHERE id IN (SELECT id FROM documents TABLESAMPLE BERNOULLI (0.1) LIMIT 3);
--- 2 delete documents
DELETE FROM documents WHERE id IN (SELECT id FROM documents TABLESAMPLE BERNOULLI (0.1) LIMIT 3);
--- 3 give documents other keys
UPDATE documents SET id = nextval('ids'), version = nextval('versions') WHERE id IN (SELECT id FROM documents TABLESAMPLE BERNOULLI (0.1) LIMIT 2);
--- 2 let a document take over the key and the code of another
WITH two AS (SELECT min(id) AS gone, max(id) AS stays FROM (SELECT id FROM documents TABLESAMPLE BERNOULLI (0.3) LIMIT 2) d), mark AS (UPDATE documents SET code = 'gone ' || id, id = -nextval('ids'), version = nextval('versions') FROM two WHERE id = gone AND gone <> stays RETURNING gone, stays) SELECT 1 FROM mark;
DELETE FROM documents WHERE id < 0;
--- 1 empty the scratch table
DO $$ BEGIN IF EXISTS (SELECT FROM pg_replication_slots WHERE database = current_database() AND confirmed_flush_lsn IS NOT NULL) THEN TRUNCATE scratch; END IF; END $$;
INSERT INTO scratch SELECT nextval('ids'), 'after truncate' FROM generate_series(1, 20);
--- 3 scribble
INSERT INTO scratch SELECT nextval('ids'), 'scribbled' FROM generate_series(1, 5);
UPDATE scratch SET note = 'changed' WHERE id IN (SELECT id FROM scratch ORDER BY random() LIMIT 3);
--- 1 think again
SAVEPOINT here;
INSERT INTO history SELECT nextval('ids'), 1, 1, 1, 1000000, clock_timestamp() FROM generate_series(1, 5);
UPDATE accounts SET balance = 0 WHERE id < 10;
ROLLBACK TO SAVEPOINT here;
INSERT INTO notes SELECT nextval('ids'), 'thought again';
