-- The types of the sample values, on both sides, in a schema that is in nobody's search_path.
CREATE SCHEMA types;
CREATE EXTENSION hstore SCHEMA types;
CREATE EXTENSION citext SCHEMA types;
CREATE EXTENSION cube SCHEMA types;
CREATE EXTENSION earthdistance SCHEMA types;
CREATE EXTENSION seg SCHEMA types;
CREATE EXTENSION isn SCHEMA types;
CREATE EXTENSION lo SCHEMA types;
CREATE EXTENSION ltree SCHEMA types;
CREATE EXTENSION intarray SCHEMA types;
CREATE EXTENSION pg_trgm SCHEMA types;
CREATE EXTENSION btree_gist SCHEMA types;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'chkpass') THEN
        CREATE EXTENSION chkpass SCHEMA types;
    END IF;
END $$;

CREATE TYPE types.mood AS ENUM ('sad', 'so so', 'quoted ''one''', '"double" \ {,}', '😀');
CREATE DOMAIN types.percent AS numeric(5, 2) CHECK (VALUE BETWEEN 0 AND 100);
CREATE DOMAIN types.low_percent AS types.percent CHECK (VALUE < 10);
CREATE DOMAIN types.letters AS varchar(5) COLLATE "C";
CREATE DOMAIN types.good_mood AS types.mood CHECK (VALUE <> 'sad');
CREATE DOMAIN types.padded AS char(4) DEFAULT 'x';
CREATE DOMAIN types.int_list AS integer[];
CREATE DOMAIN types.mood_list AS types.mood[];
CREATE DOMAIN types.span AS int4range;
CREATE DOMAIN types.demanding AS text NOT NULL CHECK (VALUE <> 'refused');
CREATE TYPE types.address AS (street text, number integer);
CREATE TYPE types.person AS (home types.address, others types.address[], mood types.mood);
CREATE TYPE types.nothing AS ();
DO $$ BEGIN
    IF current_setting('server_version_num')::int >= 110000 THEN
        CREATE DOMAIN types.home AS types.address CHECK ((VALUE).street <> '');
    END IF;
END $$;
CREATE TYPE types.text_range AS RANGE (subtype = text, collation = "C");
CREATE TYPE types.float_range AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TYPE types.percent_range AS RANGE (subtype = types.percent);
CREATE TABLE types."odd table" (a integer);
CREATE FUNCTION types."odd function"(types.mood) RETURNS integer LANGUAGE sql AS 'SELECT 1';

CREATE FUNCTION types.is_orderable(type text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'CREATE TABLE types.key_probe (k ' || type || ' PRIMARY KEY)';
    DROP TABLE types.key_probe;
    RETURN true;
EXCEPTION WHEN undefined_object THEN
    RETURN false;
END $$;
