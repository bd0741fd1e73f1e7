-- The same on both sides at first; refusals.sql makes the target's refuse some rows.
CREATE TABLE copied (id integer PRIMARY KEY, note text);
CREATE TABLE taken (id text PRIMARY KEY, note text);
CREATE TABLE too_long (id integer PRIMARY KEY, note text);
CREATE TABLE no_number (id integer PRIMARY KEY, note text);
CREATE TABLE not_null (id text PRIMARY KEY, note text);
CREATE TABLE checked (id integer PRIMARY KEY, note text);
CREATE TABLE unique_note (id integer PRIMARY KEY, note text);
CREATE TABLE raising (id integer PRIMARY KEY, note text);
CREATE TABLE missing (id text PRIMARY KEY, note text);
