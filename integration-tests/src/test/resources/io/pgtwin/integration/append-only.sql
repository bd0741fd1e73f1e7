CREATE TABLE events (id bigint PRIMARY KEY, note text);
CREATE TABLE keyless_events (id bigint, note text);
CREATE SEQUENCE event_ids START 1000000;
