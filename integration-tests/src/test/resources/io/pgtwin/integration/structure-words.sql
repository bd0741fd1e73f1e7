-- Columns that are spelled like words of the grammar, like functions, types, schemas or tables.
CREATE SCHEMA app; CREATE SCHEMA x;
CREATE EXTENSION pg_trgm WITH SCHEMA x;
CREATE TYPE app.c AS (year int, app text);
CREATE TYPE app.e AS ENUM ('a','b');
CREATE DOMAIN app.year AS int CHECK (VALUE > 0);
CREATE FUNCTION app.name(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION app.same(int,int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 = $2';
CREATE TABLE app.items (
 id int PRIMARY KEY, date date, text text, value int, name text, type app.e, year app.year, day int, zone text,
     varying varchar(10), fillfactor int, siglen text,
 btree int, app app.c, items int, x x.gtrgm, "order" int, "timestamp" timestamp, tz timestamptz,
     "double" double precision, lower text, js jsonb, arr int[], "time" time, month int, "a.b" int, "it's" text,
         "select" int, include int, nulls int, first int, last int, ops int, text_ops text, xml xml, "both" text,
             "between" int, "leading" text, iv interval,
 CONSTRAINT c1 CHECK (CASE WHEN value > 1 THEN date > '2000-01-01'::date ELSE text <> 'value' END),
 CONSTRAINT c2 CHECK (extract(year FROM date) > 1 AND extract(day from tz at time zone zone) > 0),
 CONSTRAINT c3 CHECK (((app).year > 1 AND (app).app = 'app') OR ROW(id, year) > ROW(day, 5)),
 CONSTRAINT c4 CHECK (value IN (1,2,3) AND type = ANY (ARRAY['a','b']::app.e[]) AND name LIKE 'name%'
     AND name NOT SIMILAR TO 'zone'),
 CONSTRAINT c5 CHECK (coalesce(app.name(name), text) IS DISTINCT FROM lower(lower)
     AND "double"::double precision > '1'::double precision),
 CONSTRAINT c6 CHECK ((js->>'name')::text <> name AND js @> '{"value": 1}' AND arr[value] > arr[1] AND js ? 'x'),
 CONSTRAINT c7 CHECK (text COLLATE "C" > 'x' AND (text || name)::varchar(10) <> varying AND "timestamp" > '2000-01-01'),
 CONSTRAINT c8 CHECK (position('a' in text) > 0 AND substring(text from 1 for value) <> ''
     AND trim(both from text) <> '' AND overlay(text placing name from 1) <> ''),
 CONSTRAINT c9 CHECK (items.* IS NOT NULL AND items > 1 AND items IS NOT NULL),
 CONSTRAINT c10 CHECK ("it's" <> E'back\\slash''q' AND "a.b" > 1 AND value BETWEEN SYMMETRIC 1 AND 2
     AND NOT app.same(value, id)),
 CONSTRAINT c11 CHECK (iv > '1 day'::interval day AND tz + '1 mon' > CURRENT_TIMESTAMP AND xml IS DOCUMENT
     AND date_part('month', tz) = month),
 CONSTRAINT c12 CHECK (jsonb_path_exists(js, '$.name ? (@ > 1)') AND text ~ '^name$' AND (value & 3) # 1 > 0
     AND greatest(value, id) = any(arr))
);
CREATE INDEX i1 ON app.items USING gist (name x.gist_trgm_ops (siglen = 32)) WHERE value > 1;
CREATE INDEX i2 ON app.items (btree DESC, nulls NULLS FIRST, last, text_ops text_pattern_ops)
    INCLUDE (include, first) WITH (fillfactor = 50);
CREATE INDEX i3 ON app.items (((app).year), (js->'name'), (text::varchar), ("timestamp"::date),
    (value::text COLLATE "C") text_pattern_ops);
CREATE TABLE app.p (items int, date date, name text)
    PARTITION BY RANGE ((date::timestamp without time zone), (lower(name) COLLATE "C"), items);
CREATE TABLE app.g (value int, name text, t text
    GENERATED ALWAYS AS (CASE value WHEN 1 THEN name ELSE app.name(name) END) STORED);
CREATE STATISTICS app.st ON value, (lower(name)), name FROM app.items;
CREATE SEQUENCE app."Seq.x"; CREATE TABLE app.q (id bigint DEFAULT nextval('app."Seq.x"'), "Weird ""Q'" int
    CHECK ("Weird ""Q'" > 0), o oid DEFAULT 'app.items'::regclass, r regclass DEFAULT 'app."Seq.x"'::regclass);
CREATE TABLE app.p_1 PARTITION OF app.p DEFAULT;
