-- A few tables with few keys, so that changes meet. Even numbers belong to one session, odd ones to another.
CREATE TABLE hot (id int PRIMARY KEY, note text, a text, b text);
ALTER TABLE hot ALTER a SET STORAGE EXTERNAL, ALTER b SET STORAGE EXTERNAL;
CREATE TABLE coded (id int PRIMARY KEY, code int UNIQUE, note text, a text);
ALTER TABLE coded ALTER a SET STORAGE EXTERNAL;
CREATE TABLE pairs (x int, y text, note text, a text, PRIMARY KEY (y, x));
ALTER TABLE pairs ALTER a SET STORAGE EXTERNAL;
CREATE TABLE whole (id int PRIMARY KEY, note text, a text);
ALTER TABLE whole ALTER a SET STORAGE EXTERNAL, REPLICA IDENTITY FULL;
CREATE TABLE indexed (id int NOT NULL UNIQUE, code int NOT NULL CONSTRAINT indexed_code UNIQUE, note text, a text);
ALTER TABLE indexed ALTER a SET STORAGE EXTERNAL, REPLICA IDENTITY USING INDEX indexed_code;
CREATE TABLE keyless (id int, note text, a text);
ALTER TABLE keyless ALTER a SET STORAGE EXTERNAL, REPLICA IDENTITY FULL;
