-- The target's account, as sink.json expects it. Run it in the target database as a superuser, with your own password:
--   psql -d shop -f target-account.sql
CREATE ROLE pgtwin LOGIN PASSWORD 'changeme';

-- to make pgtwin's own schema and schemas that the target lacks, and to stage changes in temporary tables
DO $$
BEGIN
    EXECUTE format('GRANT CREATE, TEMPORARY ON DATABASE %I TO pgtwin', current_database());
END
$$;

-- For each schema that exists already:
--   GRANT USAGE, CREATE ON SCHEMA shop TO pgtwin;
--   GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA shop TO pgtwin;
--   GRANT SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA shop TO pgtwin;
