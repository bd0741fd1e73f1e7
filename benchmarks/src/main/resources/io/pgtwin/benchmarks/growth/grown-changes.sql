-- Updates every table's first :changes rows in turn, in transactions of up to 100 rows.
DO $$
BEGIN
    FOR t IN 1..:tables LOOP
        FOR lowest IN 1..:changes BY 100 LOOP
            EXECUTE 'UPDATE grown_' || t || ' SET c1 = reverse(c1) WHERE id >= $1 AND id < $1 + 100 AND id <= :changes'
              USING lowest;
            COMMIT;
        END LOOP;
    END LOOP;
END $$
