-- Keys that are equal although they do not look so, keys of extensions, and a domain that refuses NULL.
CREATE TABLE citext_key (id types.citext PRIMARY KEY, note text);
INSERT INTO citext_key SELECT 'Key ' || i, 'note' FROM generate_series(1, 20) i;
CREATE TABLE numeric_key (id numeric PRIMARY KEY, note text);
INSERT INTO numeric_key SELECT i, 'note' FROM generate_series(1, 20) i;
CREATE TABLE padded_key (id char(10) PRIMARY KEY, note text);
INSERT INTO padded_key SELECT i::text, 'note' FROM generate_series(1, 20) i;
CREATE TABLE ltree_key (id types.ltree PRIMARY KEY, note text);
INSERT INTO ltree_key SELECT ('Top.n' || i)::types.ltree, 'note' FROM generate_series(1, 20) i;
CREATE TABLE hstore_key (id types.hstore PRIMARY KEY, note text);
INSERT INTO hstore_key SELECT ('a=>' || i)::types.hstore, 'note' FROM generate_series(1, 20) i;
CREATE TABLE regtype_key (id regtype PRIMARY KEY, payload text);
ALTER TABLE regtype_key ALTER COLUMN payload SET STORAGE EXTERNAL;
INSERT INTO regtype_key SELECT t::regtype, repeat(md5(t), 200) FROM unnest('{text,date,types.mood}'::text[]) t;
CREATE TABLE demanding (id integer PRIMARY KEY, d types.demanding, payload text);
ALTER TABLE demanding ALTER COLUMN payload SET STORAGE EXTERNAL;
INSERT INTO demanding SELECT i, 'd ' || i, repeat(md5(i::text), 200) FROM generate_series(1, 20) i;
