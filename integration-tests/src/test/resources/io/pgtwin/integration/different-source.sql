-- Tables that different-target.sql has in another way.
CREATE TABLE other_order (id integer PRIMARY KEY, note text, amount numeric);
INSERT INTO other_order SELECT i, 'note', i / 3.0 FROM generate_series(1, 30) i;
CREATE TABLE more_columns (id integer PRIMARY KEY, note text);
INSERT INTO more_columns SELECT i, 'note' FROM generate_series(1, 30) i;
CREATE TABLE wider_types (
    id integer PRIMARY KEY, a smallint, b bigint, c real, d varchar(20), e jsonb, f numeric(12, 4), g timestamp(3),
    h varchar(10), i smallint[], j text, k uuid
);
INSERT INTO wider_types
SELECT i, i, i, i / 7.0, 'v' || i, '{"a": 1}', i / 3.0, '2026-01-01 00:00:00.123', 'h', ARRAY[i, NULL], 'j', md5(i::text)::uuid
FROM generate_series(1, 30) i;
CREATE TABLE generated_here (id integer PRIMARY KEY, a integer, b integer);
INSERT INTO generated_here SELECT i, i, i * 2 FROM generate_series(1, 30) i;
CREATE TABLE generated_key_here (id integer PRIMARY KEY, a integer, note text);
INSERT INTO generated_key_here SELECT i * 2, i, 'note' FROM generate_series(1, 30) i;
CREATE TABLE identity_always (id integer PRIMARY KEY, note text, payload text);
ALTER TABLE identity_always ALTER COLUMN payload SET STORAGE EXTERNAL;
INSERT INTO identity_always SELECT i, 'note', repeat(md5(i::text), 300) FROM generate_series(1, 30) i;
CREATE TABLE identity_by_default (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text);
INSERT INTO identity_by_default (note) SELECT 'note' FROM generate_series(1, 30) i;
CREATE TABLE identity_beside_key (id integer PRIMARY KEY, number integer, note text, payload text);
ALTER TABLE identity_beside_key ALTER COLUMN payload SET STORAGE EXTERNAL;
INSERT INTO identity_beside_key SELECT i, -i, 'note', repeat(md5(i::text), 300) FROM generate_series(1, 30) i;
CREATE TABLE identity_without_key (number integer, note text);
ALTER TABLE identity_without_key REPLICA IDENTITY FULL;
INSERT INTO identity_without_key SELECT i % 3, 'note' FROM generate_series(1, 30) i;
CREATE TABLE more_unique (id integer PRIMARY KEY, code text, place integer UNIQUE DEFERRABLE INITIALLY DEFERRED);
INSERT INTO more_unique SELECT i, 'code ' || i, i FROM generate_series(1, 30) i;
CREATE TABLE partly_unique (id integer PRIMARY KEY, note text);
INSERT INTO partly_unique SELECT i, 'the same' FROM generate_series(1, 30) i;
CREATE TABLE customers (id integer PRIMARY KEY, note text);
CREATE TABLE orders (id integer PRIMARY KEY, customer integer);
CREATE TABLE lines (id integer PRIMARY KEY, "order" integer, parent integer);
INSERT INTO customers SELECT i, 'note' FROM generate_series(1, 30) i;
INSERT INTO orders SELECT i, i % 30 + 1 FROM generate_series(1, 300) i;
INSERT INTO lines SELECT i, i % 300 + 1, 3000 - i + 1 FROM generate_series(1, 3000) i;
CREATE TABLE with_triggers (id integer PRIMARY KEY, note text);
INSERT INTO with_triggers SELECT i, 'note' FROM generate_series(1, 30) i;
CREATE TABLE with_key_elsewhere (id integer PRIMARY KEY, note text);
INSERT INTO with_key_elsewhere SELECT i, 'note ' || i FROM generate_series(1, 30) i;
CREATE TABLE unlogged_here (id integer PRIMARY KEY, note text);
INSERT INTO unlogged_here SELECT i, 'note' FROM generate_series(1, 30) i;
CREATE TABLE with_row_security (id integer PRIMARY KEY, note text);
INSERT INTO with_row_security SELECT i, 'note' FROM generate_series(1, 30) i;
ALTER TABLE with_row_security ENABLE ROW LEVEL SECURITY;
