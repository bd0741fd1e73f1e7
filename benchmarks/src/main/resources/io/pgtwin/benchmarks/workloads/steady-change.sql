-- One transaction of a steady load, 10 changes: 6 updates spread over the table, 2 inserts, the delete of one row and,
-- as the last, the number of the transaction in row 1.
CREATE FUNCTION steady_change(number integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE items SET quantity = quantity + 1, price = price + 0.01, changed_at = clock_timestamp()
     WHERE id IN (SELECT 2 + (number * 7919::bigint + i * 104729) % (:rows - 1) FROM generate_series(1, 6) i);
    INSERT INTO items
    SELECT i, 'sku-' || i, 'a name that tells what item ' || i || ' is', i % 1000, i / 100.0, i / 7.0, i % 3 = 0,
           md5(i::text)::uuid, jsonb_build_object('colour', 'red', 'size', i % 50), date '2026-01-01', now()
      FROM generate_series(:rows + 2 * number - 1, :rows + 2 * number) i;
    DELETE FROM items WHERE id = :rows + 2 * number;
    UPDATE items SET quantity = number WHERE id = 1;
END $$
