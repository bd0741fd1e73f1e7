-- A target whose account has just the documented grants. $writer$ and $database$ are replaced.
CREATE ROLE $writer$ LOGIN PASSWORD 'precheck';
CREATE SCHEMA shop;
CREATE TABLE shop.orders (id int PRIMARY KEY, note text);
REVOKE ALL ON DATABASE $database$ FROM PUBLIC;
GRANT CONNECT ON DATABASE $database$ TO PUBLIC;
GRANT CREATE, TEMPORARY ON DATABASE $database$ TO $writer$;
GRANT USAGE, CREATE ON SCHEMA shop TO $writer$;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA shop TO $writer$;
