-- Tables in several schemas; one has a column that shall stay at the source.
CREATE SCHEMA shop;
CREATE SCHEMA workshop;
CREATE SCHEMA workbench;
CREATE TABLE shop.people (id int PRIMARY KEY, name text, secret text, note text);
INSERT INTO shop.people VALUES (1, 'a', 'hidden-1', 'n'), (2, 'b', 'hidden-2', 'n');
CREATE TABLE workshop.lists (id int PRIMARY KEY);
INSERT INTO workshop.lists VALUES (1);
CREATE TABLE workbench.lists (id int PRIMARY KEY);
CREATE TABLE "public"."odd.name" (id int PRIMARY KEY);
