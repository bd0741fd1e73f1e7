-- A source whose account has just the documented grants. $account$, $owner$ and $database$ are replaced.
CREATE ROLE $owner$;
CREATE ROLE $account$ LOGIN REPLICATION PASSWORD 'precheck';
CREATE SCHEMA shop AUTHORIZATION $owner$;
CREATE TABLE shop.orders (id int PRIMARY KEY, note text);
CREATE TABLE shop.days (day date PRIMARY KEY, note text) PARTITION BY RANGE (day);
CREATE TABLE shop.days_2026 PARTITION OF shop.days FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO shop.orders VALUES (1, 'one');
ALTER TABLE shop.orders OWNER TO $owner$;
ALTER TABLE shop.days OWNER TO $owner$;
ALTER TABLE shop.days_2026 OWNER TO $owner$;
REVOKE ALL ON DATABASE $database$ FROM PUBLIC;
GRANT CONNECT ON DATABASE $database$ TO PUBLIC;
GRANT CREATE ON DATABASE $database$ TO $account$;
GRANT USAGE ON SCHEMA shop TO $account$;
GRANT SELECT ON ALL TABLES IN SCHEMA shop TO $account$;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA shop TO $account$;
GRANT $owner$ TO $account$;
