-- changes of keys: of a part of one, and of a whole one
UPDATE shop.stock SET product_id = -product_id, counted_on = current_date
WHERE (warehouse_id, product_id) IN (
    SELECT warehouse_id, product_id FROM shop.stock
    WHERE warehouse_id = md5('warehouse' || (SELECT 1 + floor(random() * 10)::integer))::uuid
      AND product_id >= (SELECT floor(random() * 5990)::integer)
    ORDER BY product_id LIMIT 4);

UPDATE shop.settings SET name = 'setting.' || (SELECT substr(md5(random()::text), 1, 20))
WHERE name = (SELECT name FROM shop.settings ORDER BY random() LIMIT 1);
