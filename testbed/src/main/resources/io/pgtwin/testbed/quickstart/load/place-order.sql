-- inserts into several tables, and an update
INSERT INTO shop.orders (id, customer_id, status, placed_at, total)
VALUES (nextval(pg_get_serial_sequence('shop.orders', 'id')), (SELECT 1 + floor(random() * 30000)::bigint), 'new', localtimestamp, 0);

INSERT INTO shop.order_lines
SELECT currval(pg_get_serial_sequence('shop.orders', 'id')), line, 1 + floor(random() * 6000)::integer, line, (random() * 99)::numeric(10, 2)
FROM generate_series(1, 4) AS line;

UPDATE shop.orders SET total = (SELECT sum(quantity * price) FROM shop.order_lines WHERE order_id = orders.id)
WHERE id = (SELECT currval(pg_get_serial_sequence('shop.orders', 'id')));

INSERT INTO shop.payments (order_id, method, amount, details, paid_at)
SELECT id, 'card', total, '{"auth": null}', clock_timestamp() FROM shop.orders
WHERE id = (SELECT currval(pg_get_serial_sequence('shop.orders', 'id')));
