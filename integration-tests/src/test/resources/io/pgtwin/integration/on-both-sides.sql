-- What columns of every-table.sql need on both sides, and tables that hold more than a created table has.
CREATE EXTENSION hstore;
CREATE EXTENSION ltree;
CREATE EXTENSION citext;
CREATE TYPE mood AS ENUM ('sad', 'so so', 'quoted ''one''');
CREATE DOMAIN percent AS numeric(5, 2) CHECK (VALUE BETWEEN 0 AND 100);
CREATE TYPE address AS (street text, number integer);
CREATE SCHEMA "Mixed Case";

CREATE TABLE generated_columns (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a integer, doubled integer GENERATED ALWAYS AS (a * 2) STORED
);
