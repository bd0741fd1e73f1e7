-- What needs column secret or mood of shop.p in one way or another, and what does not.
CREATE SCHEMA shop;
CREATE TYPE shop.mood AS ENUM ('good', 'bad');
CREATE TABLE shop.p (id serial PRIMARY KEY, name text, secret text CONSTRAINT p_secret_key UNIQUE,
                     mood shop.mood DEFAULT 'good', secret_length int GENERATED ALWAYS AS (length(secret)) STORED,
                     CONSTRAINT p_secret_check CHECK (secret <> name));
ALTER TABLE shop.p ADD COLUMN kind text DEFAULT 'kind';
CREATE INDEX p_secret_idx ON shop.p (name) WHERE secret IS NOT NULL;
CREATE INDEX p_name_idx ON shop.p (lower(name));
CREATE STATISTICS shop.p_statistics ON name, secret FROM shop.p;
CREATE TABLE shop.q (id int PRIMARY KEY, p_secret text CONSTRAINT q_secret_fkey REFERENCES shop.p (secret));
INSERT INTO shop.p (name, secret) VALUES ('a', 'x'), ('b', 'y');
