-- What types of shapes-of-tables.sql need, and tables that inherit, which a created table does not.
CREATE EXTENSION isn;
CREATE EXTENSION cube;
CREATE EXTENSION seg;

CREATE TABLE parent (id integer PRIMARY KEY, note text);
CREATE TABLE child (extra text, PRIMARY KEY (id)) INHERITS (parent);
CREATE TABLE grandchild (PRIMARY KEY (id)) INHERITS (child);
