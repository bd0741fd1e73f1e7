-- :changes changes in one transaction: 60 % updates, 25 % inserts, 15 % deletes. The table has as many rows at least.
DO $$
DECLARE
    changes constant bigint := :changes;
BEGIN
    UPDATE items SET quantity = quantity + 1, price = price + 0.01, changed_at = clock_timestamp()
     WHERE id <= changes * 60 / 100;
    INSERT INTO items
    SELECT i, 'sku-' || i, 'a name that tells what item ' || i || ' is', i % 1000, i / 100.0, i / 7.0, i % 3 = 0,
           md5(i::text)::uuid, jsonb_build_object('colour', 'red', 'size', i % 50), date '2026-01-01', now()
      FROM generate_series(:rows + 1, :rows + changes * 25 / 100) i;
    DELETE FROM items WHERE id > changes * 60 / 100 AND id <= changes * 75 / 100;
END $$
