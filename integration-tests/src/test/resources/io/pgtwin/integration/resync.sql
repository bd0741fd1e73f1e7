-- Of both sides: with a key and large values out of line, without a key, and one that is not copied again.
CREATE TABLE documents (id int PRIMARY KEY, code text UNIQUE, version int NOT NULL, body text);
ALTER TABLE documents ALTER body SET STORAGE EXTERNAL;
CREATE TABLE ledger (id bigint, note text);
ALTER TABLE ledger REPLICA IDENTITY FULL;
CREATE TABLE others (id bigint PRIMARY KEY, note text);
