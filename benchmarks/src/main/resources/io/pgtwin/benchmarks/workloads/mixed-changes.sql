-- Transactions of 100 rows: 60 updates, 25 inserts and 15 deletes, spread over the table.
DO $$
DECLARE
    transactions constant bigint := :transactions;
    rows_at_start constant bigint := :rows;
    next_id bigint := rows_at_start + 1;
    place bigint;
BEGIN
    PERFORM setseed(0.5);
    FOR t IN 1..transactions LOOP
        place := (random() * (rows_at_start - 200))::bigint;
        UPDATE items SET quantity = quantity + 1, price = price + 0.01, changed_at = clock_timestamp()
         WHERE id > place AND id <= place + 60;
        INSERT INTO items
        SELECT i, 'sku-' || i, 'a name that tells what item ' || i || ' is', i % 1000, i / 100.0, i / 7.0, i % 3 = 0,
               md5(i::text)::uuid, jsonb_build_object('colour', 'red', 'size', i % 50), date '2026-01-01', now()
          FROM generate_series(next_id, next_id + 24) i;
        DELETE FROM items WHERE id >= next_id AND id < next_id + 15;
        next_id := next_id + 25;
        COMMIT;
    END LOOP;
END $$
