-- Tables of several slices of 64 kB. Bodies are stored out of line; documents' rows fill their blocks, so that an updated one moves.
CREATE TABLE documents (id int PRIMARY KEY, code text UNIQUE, version int NOT NULL, padding text, body text);
ALTER TABLE documents ALTER body SET STORAGE EXTERNAL;
CREATE TABLE ledger (id bigint, note text);
CREATE TABLE rebuilt (id int PRIMARY KEY, padding text);
CREATE TABLE settled (id int PRIMARY KEY, padding text);
