-- :rows rows in each of :tables tables.
DO $$
BEGIN
    FOR n IN 1..:tables LOOP
        EXECUTE 'INSERT INTO small_' || n || ' SELECT i, ''item '' || i || '' of table ' || n || ''', i % 1000,'
             || ' i / 100.0, i % 3 = 0, date ''2020-01-01'' + i % 2000, timestamptz ''2026-01-01'' + i * interval ''1s'''
             || ' FROM generate_series(1, :rows) i';
    END LOOP;
END $$;
