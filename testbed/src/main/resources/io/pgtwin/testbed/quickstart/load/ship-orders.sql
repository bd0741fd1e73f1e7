-- updates, and rows of a table without a key
UPDATE shop.orders SET status = 'shipped', shipped_at = clock_timestamp()
WHERE id IN (SELECT 1 + floor(random() * 80000)::bigint FROM generate_series(1, 5));

INSERT INTO shop.visits
SELECT NULL, '/shipped', '127.0.0.1', random() * interval '1 second', B'10101010', clock_timestamp() FROM generate_series(1, 3);
