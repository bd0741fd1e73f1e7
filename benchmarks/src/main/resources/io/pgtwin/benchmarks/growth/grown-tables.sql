-- :tables tables with :columns columns of text besides the key.
DO $$
BEGIN
    FOR t IN 1..:tables LOOP
        EXECUTE (SELECT 'CREATE TABLE grown_' || t || ' (id bigint PRIMARY KEY, '
                     || string_agg('c' || c || ' text', ', ')
                     || '); ALTER TABLE grown_' || t || ' '
                     || string_agg('ALTER c' || c || ' SET STORAGE EXTERNAL', ', ')
                   FROM generate_series(1, :columns) c);
    END LOOP;
END $$
