-- Every column gets " m" behind its name, every table too, and every schema "_m".
DO $$ DECLARE r record; BEGIN
    FOR r IN SELECT c.oid::regclass AS relation, a.attname
               FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
              WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'app'::regnamespace AND NOT c.relispartition LOOP
        EXECUTE format('ALTER TABLE %s RENAME COLUMN %I TO %I', r.relation, r.attname, r.attname || ' m');
    END LOOP;
    FOR r IN SELECT c.oid::regclass AS relation, c.relname FROM pg_class c
              WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'app'::regnamespace LOOP
        EXECUTE format('ALTER TABLE %s RENAME TO %I', r.relation, r.relname || ' m');
    END LOOP;
END $$;
ALTER SCHEMA app RENAME TO app_m;
ALTER SCHEMA x RENAME TO x_m;
