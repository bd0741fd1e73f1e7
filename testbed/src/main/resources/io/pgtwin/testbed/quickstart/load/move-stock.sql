-- changes of keys: of a part of one, and of a whole one
UPDATE shop.stock SET product_id = -product_id, counted_on = current_date
WHERE (warehouse_id, product_id) IN (
    SELECT warehouse_id, product_id FROM shop.stock WHERE product_id >= (SELECT floor(random() * 5999)) ORDER BY product_id LIMIT 4);

UPDATE shop.settings SET name = 'setting.' || (SELECT substr(md5(random()::text), 1, 20))
WHERE name = (SELECT name FROM shop.settings ORDER BY random() LIMIT 1);
