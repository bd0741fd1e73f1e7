-- :rows rows in each table, with :bytes bytes in each column.
DO $$
BEGIN
    FOR t IN 1..:tables LOOP
        EXECUTE (SELECT 'INSERT INTO grown_' || t || ' SELECT i, '
                     || string_agg('left(repeat(md5(i || ''.' || c || '''), :bytes / 32 + 1), :bytes)', ', ')
                     || ' FROM generate_series(1, :rows) i'
                   FROM generate_series(1, :columns) c);
    END LOOP;
END $$
