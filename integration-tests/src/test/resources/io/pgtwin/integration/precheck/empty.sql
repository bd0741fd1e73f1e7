-- Leaves nothing in a database but what a new one has.
DO $$
DECLARE what text;
BEGIN
    FOR what IN SELECT format('DROP PUBLICATION %I', pubname) FROM pg_publication
          UNION ALL SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'
          UNION ALL SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace
                     WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    LOOP
        EXECUTE what;
    END LOOP;
    CREATE SCHEMA public;
    GRANT USAGE ON SCHEMA public TO PUBLIC;
    IF current_setting('server_version_num')::int < 150000 THEN
        GRANT CREATE ON SCHEMA public TO PUBLIC;
    END IF;
END $$
