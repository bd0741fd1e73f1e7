-- deletes of an order and everything that belongs to it
DELETE FROM shop.order_lines WHERE order_id = (SELECT id FROM shop.orders WHERE id >= (SELECT floor(random() * 80000)::bigint) ORDER BY id LIMIT 1);

DELETE FROM shop.orders WHERE id = (SELECT id FROM shop.orders WHERE id >= (SELECT floor(random() * 80000)::bigint) ORDER BY id LIMIT 1);

DELETE FROM shop.payments WHERE order_id = (SELECT 1 + floor(random() * 60000)::bigint);
