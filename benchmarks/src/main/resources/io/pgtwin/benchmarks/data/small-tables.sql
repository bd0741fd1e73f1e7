-- :tables tables of 7 columns, about 100 bytes a row.
DO $$
BEGIN
    FOR n IN 1..:tables LOOP
        EXECUTE 'CREATE TABLE small_' || n || ' (id bigint PRIMARY KEY, name text, quantity integer,'
             || ' price numeric(10, 2), active boolean, created_on date, changed_at timestamptz)';
    END LOOP;
END $$;
