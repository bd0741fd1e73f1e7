-- What a sync cannot take, or not together.
CREATE TABLE t (id integer PRIMARY KEY);
CREATE VIEW a_view AS SELECT * FROM t;
CREATE MATERIALIZED VIEW a_materialized_view AS SELECT * FROM t;
CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing;
CREATE FOREIGN TABLE a_foreign_table (id integer) SERVER elsewhere;
CREATE UNLOGGED TABLE "an Unlogged table" (id integer PRIMARY KEY);
CREATE EXTENSION hstore;
CREATE TABLE of_an_extension (id integer PRIMARY KEY);
ALTER EXTENSION hstore ADD TABLE of_an_extension;
CREATE TABLE partitioned (id integer PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE a_partition PARTITION OF partitioned DEFAULT;

CREATE TABLE with_a_foreign_partition (id integer) PARTITION BY LIST (id);
CREATE FOREIGN TABLE a_foreign_partition PARTITION OF with_a_foreign_partition DEFAULT SERVER elsewhere;
CREATE TABLE with_another_identity (id integer PRIMARY KEY, code text NOT NULL) PARTITION BY LIST (id);
CREATE TABLE identified_otherwise PARTITION OF with_another_identity DEFAULT;
CREATE UNIQUE INDEX identified_otherwise_code ON identified_otherwise (code);
ALTER TABLE identified_otherwise REPLICA IDENTITY USING INDEX identified_otherwise_code;

CREATE TABLE "same topic" (id integer PRIMARY KEY);
CREATE TABLE "same$topic" (id integer PRIMARY KEY);
CREATE SCHEMA a;
CREATE SCHEMA a_b;
CREATE TABLE a.b_c (id integer PRIMARY KEY);
CREATE TABLE a_b.c (id integer PRIMARY KEY);
