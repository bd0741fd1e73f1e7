-- The source's account, as source.json expects it. Run it in the source database as a superuser, with your own password:
--   psql -d shop -f source-account.sql
CREATE ROLE pgtwin LOGIN REPLICATION PASSWORD 'changeme';

-- to make the publication; not needed with publication.autocreate=disabled
DO $$
BEGIN
    EXECUTE format('GRANT CREATE ON DATABASE %I TO pgtwin', current_database());
END
$$;

-- to read the tables, and where their sequences stand. For each schema to copy:
--   GRANT USAGE ON SCHEMA shop TO pgtwin;
--   GRANT SELECT ON ALL TABLES IN SCHEMA shop TO pgtwin;
--   GRANT SELECT ON ALL SEQUENCES IN SCHEMA shop TO pgtwin;
-- Only the owner of a table may add it to a publication. Either let pgtwin act as the owner:
--   GRANT shop_owner TO pgtwin;
-- or make the publication yourself and set publication.autocreate=disabled:
--   CREATE PUBLICATION pgtwin_shop FOR TABLE shop.orders, shop.customers WITH (publish_via_partition_root = true);
-- (before PostgreSQL 13 without WITH).
