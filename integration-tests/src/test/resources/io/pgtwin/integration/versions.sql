-- What PostgreSQL 10 knows already, of everything something.
CREATE TABLE types (
    id integer PRIMARY KEY, b bigint, t text, v varchar(20), n numeric, d date, ts timestamptz, i interval, f real,
    g double precision, bool boolean, bytes bytea, j json, jb jsonb, u uuid, a text[], r int4range, p point,
    net inet, bits bit varying, m money
);
INSERT INTO types
SELECT i, i * 10000000000, 'text ' || i, 'v', i / 3.0, date '2020-01-01' + i,
       timestamptz '2020-01-01' + i * interval '1 day',
       i * interval '1 hour', i / 3.0, i / 7.0, i % 2 = 0, decode(md5(i::text), 'hex'), '{"a":  1}', '{"a": 1.50}',
       md5(i::text)::uuid, ARRAY['a', NULL], int4range(i, i + 5), point(i / 3.0, 0), '10.0.0.1/8', B'101', i
FROM generate_series(1, 200) i;
INSERT INTO types (id, n, f, g, d, ts)
VALUES (0, 'NaN', 'NaN', '-Infinity', 'infinity', '4714-11-24 00:00:00+00 BC'),
       (-1, NULL, 3.4028235e38, 1e-300, NULL, NULL);

CREATE TABLE composite_key (a integer, b text, note text, PRIMARY KEY (b, a));
INSERT INTO composite_key SELECT i, 'b' || i % 3, 'note' FROM generate_series(1, 50) i;
CREATE TABLE keyless (note text);
INSERT INTO keyless SELECT 'note' FROM generate_series(1, 20) i;
CREATE TABLE toasted (id integer PRIMARY KEY, note text, payload text);
ALTER TABLE toasted ALTER COLUMN payload SET STORAGE EXTERNAL;
INSERT INTO toasted SELECT i, 'note', repeat(md5(i::text), 300) FROM generate_series(1, 20) i;
CREATE TABLE whole_identity (a integer, note text);
ALTER TABLE whole_identity REPLICA IDENTITY FULL;
INSERT INTO whole_identity SELECT i, 'note' FROM generate_series(1, 20) i;
ANALYZE;
