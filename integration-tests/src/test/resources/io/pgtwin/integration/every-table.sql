-- One table for each thing that a sync must get right, named after it.
CREATE TABLE all_types (
    id integer PRIMARY KEY,
    c_smallint smallint, c_integer integer, c_bigint bigint, c_boolean boolean, c_real real, c_double double precision,
    c_numeric numeric, c_numeric_scaled numeric(12, 4), c_money money,
    c_text text, c_varchar varchar(200), c_char char(10), c_name name, c_internal_char "char", c_bytea bytea,
    c_date date, c_time time, c_timetz timetz, c_timestamp timestamp, c_timestamptz timestamptz,
    c_timestamp_seconds timestamp(0), c_interval interval,
    c_uuid uuid, c_json json, c_jsonb jsonb, c_xml xml,
    c_inet inet, c_cidr cidr, c_macaddr macaddr, c_macaddr8 macaddr8, c_bit bit(5), c_varbit bit varying,
    c_point point, c_line line, c_lseg lseg, c_box box, c_path path, c_polygon polygon, c_circle circle,
    c_int4range int4range, c_numrange numrange, c_tstzrange tstzrange, c_int4multirange int4multirange,
    c_tsvector tsvector, c_tsquery tsquery, c_oid oid, c_pg_lsn pg_lsn,
    c_int_array integer[], c_text_array text[], c_double_array double precision[], c_timestamptz_array timestamptz[],
    c_mood mood, c_mood_array mood[], c_percent percent, c_address address, c_address_array address[],
    c_hstore hstore, c_ltree ltree, c_citext citext
);

CREATE TABLE composite_key (
    a integer, b text, c date, note text,
    PRIMARY KEY (b, a)
);

CREATE TABLE text_key (id text PRIMARY KEY, note text);

CREATE TABLE "Mixed Case"."Odd ""Name"" in Größe" (
    "Id" integer PRIMARY KEY, "select" text, "a.b" text, "Größe €" numeric, "with ""quotes""" text
);

CREATE TABLE empty_table (id integer PRIMARY KEY, note text);

CREATE TABLE keyless_log (at timestamptz, note text);

CREATE TABLE whole_identity (id integer PRIMARY KEY, note text, amount numeric);
ALTER TABLE whole_identity REPLICA IDENTITY FULL;

CREATE TABLE whole_identity_keyless (a integer, note text, payload text);
ALTER TABLE whole_identity_keyless REPLICA IDENTITY FULL;
ALTER TABLE whole_identity_keyless ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE TABLE index_identity (code text NOT NULL, region integer NOT NULL, note text);
CREATE UNIQUE INDEX index_identity_code ON index_identity (code, region);
ALTER TABLE index_identity REPLICA IDENTITY USING INDEX index_identity_code;

CREATE TABLE toasted (id integer PRIMARY KEY, note text, payload text, second_payload text);
ALTER TABLE toasted ALTER COLUMN payload SET STORAGE EXTERNAL;
ALTER TABLE toasted ALTER COLUMN second_payload SET STORAGE EXTERNAL;

CREATE TABLE toasted_whole_identity (id integer PRIMARY KEY, note text, payload text);
ALTER TABLE toasted_whole_identity REPLICA IDENTITY FULL;
ALTER TABLE toasted_whole_identity ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE TABLE changing_keys (id integer PRIMARY KEY, note text, payload text);
ALTER TABLE changing_keys ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE TABLE truncated (id integer PRIMARY KEY, note text);
CREATE TABLE truncated_keyless (note text);

CREATE TABLE copied_in (id integer PRIMARY KEY, note text, amount numeric);

CREATE TABLE dropped_columns (id integer PRIMARY KEY, gone text, stays text, gone_too integer, last text);
ALTER TABLE dropped_columns DROP COLUMN gone;
ALTER TABLE dropped_columns DROP COLUMN gone_too;

CREATE TABLE many_rows (id integer PRIMARY KEY, note text);
