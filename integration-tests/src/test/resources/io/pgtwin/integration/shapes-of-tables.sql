-- Tables of every shape with their rows, named after what they are about. on-both-sides.sql and shapes-on-both-sides.sql come before.
CREATE TABLE partitioned (id integer, at date, note text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE partitioned_2025 PARTITION OF partitioned FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE partitioned_2026 PARTITION OF partitioned FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
    PARTITION BY HASH (id);
CREATE TABLE partitioned_2026_0 PARTITION OF partitioned_2026 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE partitioned_2026_1 PARTITION OF partitioned_2026 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE partitioned_2027 (note text, gone integer, at date NOT NULL, id integer NOT NULL);
ALTER TABLE partitioned_2027 DROP COLUMN gone;
ALTER TABLE partitioned ATTACH PARTITION partitioned_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
INSERT INTO partitioned SELECT i, date '2025-01-01' + i, 'note ' || i FROM generate_series(1, 900) i;

CREATE TABLE partitioned_keyless (a integer, note text) PARTITION BY LIST (a);
CREATE TABLE partitioned_keyless_1 PARTITION OF partitioned_keyless FOR VALUES IN (1);
CREATE TABLE partitioned_keyless_other PARTITION OF partitioned_keyless DEFAULT;
ALTER TABLE partitioned_keyless REPLICA IDENTITY FULL;
ALTER TABLE partitioned_keyless_1 REPLICA IDENTITY FULL;
ALTER TABLE partitioned_keyless_other REPLICA IDENTITY FULL;
INSERT INTO partitioned_keyless SELECT i % 3, 'the same' FROM generate_series(1, 30) i;
CREATE TABLE partitioned_without_partitions (id integer PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE partitioned_and_truncated (id integer PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE partitioned_and_truncated_1 PARTITION OF partitioned_and_truncated DEFAULT;
INSERT INTO partitioned_and_truncated SELECT i FROM generate_series(1, 10) i;

INSERT INTO parent SELECT i, 'parent' FROM generate_series(1, 10) i;
INSERT INTO child SELECT i, 'child', 'extra' FROM generate_series(5, 20) i;
INSERT INTO grandchild SELECT i, 'grandchild', NULL FROM generate_series(1, 5) i;

-- json and point have no equality, and all rows are twins
CREATE TABLE duplicates (a integer, b double precision, c json, d point, e text);
ALTER TABLE duplicates REPLICA IDENTITY FULL;
INSERT INTO duplicates SELECT i % 3, 'NaN', '{"a":  1}', '(1,2)', NULL FROM generate_series(1, 60) i;
CREATE TABLE insert_only (a integer, note text);
INSERT INTO insert_only SELECT 1, 'the same' FROM generate_series(1, 20) i;
CREATE TABLE deferrable_key (id integer PRIMARY KEY DEFERRABLE INITIALLY DEFERRED, note text);
ALTER TABLE deferrable_key REPLICA IDENTITY FULL;
INSERT INTO deferrable_key SELECT i, 'note ' || i FROM generate_series(1, 30) i;
CREATE TABLE identity_by_index (id integer PRIMARY KEY, code text NOT NULL, region integer NOT NULL, note text);
CREATE UNIQUE INDEX identity_by_index_code ON identity_by_index (region, code) INCLUDE (note);
ALTER TABLE identity_by_index REPLICA IDENTITY USING INDEX identity_by_index_code;
INSERT INTO identity_by_index SELECT i, 'code ' || i, i % 3, 'note' FROM generate_series(1, 30) i;

CREATE TABLE no_columns ();
ALTER TABLE no_columns REPLICA IDENTITY FULL;
INSERT INTO no_columns SELECT FROM generate_series(1, 12);
CREATE TABLE only_generated (a integer GENERATED ALWAYS AS (7) STORED);
ALTER TABLE only_generated REPLICA IDENTITY FULL;
INSERT INTO only_generated SELECT FROM generate_series(1, 12);
CREATE TABLE generated_key (a integer, k integer GENERATED ALWAYS AS (a * 2) STORED PRIMARY KEY);
ALTER TABLE generated_key REPLICA IDENTITY FULL;
INSERT INTO generated_key SELECT i FROM generate_series(1, 12) i;
CREATE TABLE no_rows (id integer PRIMARY KEY);
CREATE TABLE dropped_and_added (gone text, id integer PRIMARY KEY, gone_too integer, stays text);
INSERT INTO dropped_and_added SELECT 'x', i, i, 'stays ' || i FROM generate_series(1, 20) i;
ALTER TABLE dropped_and_added DROP COLUMN gone;
ALTER TABLE dropped_and_added DROP COLUMN gone_too;
ALTER TABLE dropped_and_added ADD COLUMN added text DEFAULT 'added later';
ALTER TABLE dropped_and_added ADD COLUMN gone integer NOT NULL DEFAULT 5;
CREATE TABLE added_to_whole_identity (a integer);
INSERT INTO added_to_whole_identity SELECT i % 4 FROM generate_series(1, 20) i;
ALTER TABLE added_to_whole_identity REPLICA IDENTITY FULL;
ALTER TABLE added_to_whole_identity ADD COLUMN added text DEFAULT 'added later';

DO $$
BEGIN
    EXECUTE (SELECT 'CREATE TABLE widest (' || string_agg('c' || i || ' smallint', ', ') || ', PRIMARY KEY (c1))'
             FROM generate_series(1, 1600) i);
    EXECUTE (SELECT 'CREATE TABLE widest_but_one (' || string_agg('c' || i || ' smallint', ', ') || ', PRIMARY KEY (c1))'
             FROM generate_series(1, 1599) i);
    EXECUTE (SELECT 'CREATE TABLE wide_key (' || string_agg('k' || i || ' smallint', ', ') || ', note text, PRIMARY KEY ('
                    || string_agg('k' || i, ', ' ORDER BY -i) || '))' FROM generate_series(1, 32) i);
    EXECUTE (SELECT 'INSERT INTO wide_key SELECT ' || string_agg('(n / (' || i || ')) % 3', ', ') || ', ''note'''
             ' FROM generate_series(1, 40) n' FROM generate_series(1, 32) i);
END
$$;
INSERT INTO widest (c1, c2, c1600) SELECT i, i, i FROM generate_series(1, 30) i;
INSERT INTO widest_but_one (c1, c2, c1599) SELECT i, i, i FROM generate_series(1, 30) i;

-- values of every orderable type, and four tables that share these types among the columns of their keys
CREATE TABLE keys (number serial PRIMARY KEY, type text, literals text[]);
INSERT INTO keys (type, literals) VALUES
    ('smallint', '{1,2,3,-4,32767}'), ('bigint', '{1,2,3,-4,9223372036854775807}'), ('oid', '{1,2,3,4,4294967295}'),
    ('numeric', '{1.0,2.50,NaN,-4,1e30}'), ('real', '{1.5,-0,NaN,Infinity,1e-45}'),
    ('double precision', '{1.5,-0,NaN,-Infinity,4.9e-324}'), ('money', '{1,2,3,4,5}'), ('boolean', '{t,f}'),
    ('text', '{"",\\,\\N,"a b",𝄞}'), ('varchar(9)', '{a,b,c,"d ",e}'), ('char(5)', '{a,b,c,d,e}'), ('name', '{a,b,c,d,e}'),
    ('"char"', '{a,b,c,d,e}'), ('bytea', '{"\\x","\\x00","\\xff","\\x5c","\\x41"}'),
    ('date', '{2026-01-01,infinity,-infinity,"0044-03-15 BC",9999-12-31}'), ('time', '{00:00,24:00,12:00,13:00,14:00.5}'),
    ('timetz', '{00:00+00,24:00+01,12:00-05,13:00+00,14:00.5+00}'),
    ('timestamp', '{2026-01-01,infinity,-infinity,"0044-03-15 BC",9999-12-31}'),
    ('timestamptz', '{2026-01-01,infinity,-infinity,"0044-03-15 BC",9999-12-31}'),
    ('interval', '{"1 mon","30 days 00:00:01","-1 day",0,"1 year"}'), ('uuid[]', '{"{}","{NULL}"}'),
    ('uuid', '{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,00000000-0000-0000-0000-000000000000}'),
    ('inet', '{10.0.0.1,10.0.0.1/8,"::1",0.0.0.0/0,10.0.0.2}'), ('cidr', '{10.0.0.0/8,10.0.0.0/16,"::/0",0.0.0.0/0}'),
    ('macaddr', '{08:00:2b:01:02:03,08:00:2b:01:02:04}'), ('macaddr8', '{08:00:2b:01:02:03:04:05,08:00:2b:01:02:03:04:06}'),
    ('bit(3)', '{000,001,010,100,111}'), ('varbit', '{0,00,1,10,11}'), ('pg_lsn', '{0/0,1/0,FFFFFFFF/FFFFFFFF}'),
    ('tid', '{"(0,1)","(1,1)","(2,5)"}'), ('xid8', '{1,2,18446744073709551615}'),
    ('tsvector', '{"a b","a:1 b:2",c}'), ('tsquery', '{"a & b",c,"!d"}'), ('jsonb', '{1,"[1, 2]","{\"a\": null}","null","\"x\""}'),
    ('int4range', '{empty,"[1,2)","(,)","[5,)","(,7)"}'), ('int4multirange', '{"{}","{[1,2)}","{[1,2),[5,6)}"}'),
    ('text[]', '{"{}","{a,NULL}","{{a,b},{c,d}}","[5:6]={x,y}","{\"\"}"}'), ('mood', '{sad,"so so","quoted ''one''"}'),
    ('percent', '{1,2.5,100}'), ('address', '{"(a,1)","(\"b,c\",)","(,)"}'), ('citext', '{a,B,c,"D e",É}'),
    ('ltree', '{a,a.b,c.d.e,F}'), ('hstore', '{"a=>1","b=>NULL",""}'), ('cube', '{"(1,2)","(3)","(0,0),(1,1)"}'),
    ('seg', '{1,2..3,"<4"}'), ('isbn', '{0-306-40615-2,0-19-852663-6}');
CREATE FUNCTION key_values(key_group integer, number_of_row integer) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(format('%L::%s', literals[(number_of_row - 1) % cardinality(literals) + 1], type), ', ' ORDER BY number)
    FROM public.keys WHERE number % 4 = key_group
$$;
DO $$
DECLARE
    columns text;
BEGIN
    FOR key_group IN 0..3 LOOP
        columns := (SELECT string_agg('k' || number, ', ' ORDER BY number) FROM keys WHERE number % 4 = key_group);
        EXECUTE (SELECT format('CREATE TABLE key_%s (%s, n integer, note text, PRIMARY KEY (%s))', key_group,
                               string_agg(format('k%s %s', number, type), ', ' ORDER BY number), columns)
                 FROM keys WHERE number % 4 = key_group);
        FOR i IN 1..5 LOOP
            EXECUTE format('INSERT INTO key_%s VALUES (%s, %s, ''copied'')', key_group, key_values(key_group, i), i);
        END LOOP;
    END LOOP;
END
$$;

-- names that look like parts of statements
CREATE TABLE "Mixed Case"."a.b ""c"" d" ("op" integer PRIMARY KEY, "c0" text, "s" text, "t.x" text, "select ""y""" text, " " text);
INSERT INTO "Mixed Case"."a.b ""c"" d" SELECT i, 'c0', 's', 't', 'y', ' ' FROM generate_series(1, 20) i;
DO $$
BEGIN
    EXECUTE format('CREATE SCHEMA %I', repeat('Schöma ', 7) || 'of 63b');
    EXECUTE format('CREATE TABLE %I.%I (%I integer PRIMARY KEY, %I text)', repeat('Schöma ', 7) || 'of 63b',
                   repeat('表', 21), repeat('k', 63), repeat('ß', 31));
    EXECUTE format('INSERT INTO %I.%I SELECT i, ''note'' FROM generate_series(1, 20) i', repeat('Schöma ', 7) || 'of 63b',
                   repeat('表', 21));
END
$$;
CREATE SCHEMA "do.ts";
CREATE TABLE "do.ts"."ta.ble" ("co.lumn" integer PRIMARY KEY, "n.ote" text);
INSERT INTO "do.ts"."ta.ble" SELECT i, 'note' FROM generate_series(1, 20) i;

-- what is not taken
CREATE VIEW a_view AS SELECT * FROM parent;
CREATE MATERIALIZED VIEW a_materialized_view AS SELECT * FROM parent;
CREATE UNLOGGED TABLE an_unlogged_table (id integer PRIMARY KEY);
CREATE TABLE a_table_of_an_extension (id integer PRIMARY KEY);
ALTER EXTENSION hstore ADD TABLE a_table_of_an_extension;
