-- The tables of pgbench at scale 1, with a key for the history as well: not every system follows tables without one.
CREATE TABLE branches (id integer PRIMARY KEY, balance integer, filler char(88));
CREATE TABLE tellers (id integer PRIMARY KEY, branch integer, balance integer, filler char(84));
CREATE TABLE accounts (id integer PRIMARY KEY, branch integer, balance integer, filler char(84));
CREATE TABLE history (
    id bigint PRIMARY KEY, teller integer, branch integer, account integer, delta integer, at timestamp, filler char(22)
);
