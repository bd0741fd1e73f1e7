-- What the source's account needs beyond config/source-account.sql: to read the tables, and to publish them as an owner.
CREATE ROLE shop_owner NOLOGIN;
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'shop' LOOP
        EXECUTE 'ALTER TABLE ' || name || ' OWNER TO shop_owner';
    END LOOP;
END
$$;
GRANT USAGE ON SCHEMA shop TO shop_owner;
GRANT shop_owner TO pgtwin;
