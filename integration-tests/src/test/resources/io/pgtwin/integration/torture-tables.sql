-- Money moves between accounts, tellers and branches, and history tells how: their sums always agree.
CREATE TABLE branches (id int PRIMARY KEY, balance bigint NOT NULL, version bigint NOT NULL);
CREATE TABLE tellers (id int PRIMARY KEY, branch int NOT NULL, balance bigint NOT NULL, version bigint NOT NULL);
CREATE TABLE accounts (id int PRIMARY KEY, balance bigint NOT NULL, filler text, version bigint NOT NULL);
CREATE TABLE history (id bigint PRIMARY KEY, account int, teller int, branch int, delta bigint, at timestamptz);
-- Without a key, and only added to.
CREATE TABLE notes (id bigint, note text);
-- Large values that most updates do not touch.
CREATE TABLE documents (id bigint PRIMARY KEY, code text UNIQUE, body text, note text, version bigint NOT NULL);
ALTER TABLE documents ALTER body SET STORAGE EXTERNAL;
-- Emptied now and then.
CREATE TABLE scratch (id bigint PRIMARY KEY, note text);
