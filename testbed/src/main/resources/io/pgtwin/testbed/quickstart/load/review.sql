-- all three kinds of change in one table
INSERT INTO shop.reviews (product_id, stars, score, body, written_at)
SELECT 1 + floor(random() * 6000)::integer, star, random(), repeat('So-so. ', star), localtimestamp FROM generate_series(1, 3) AS star;

UPDATE shop.reviews SET body = NULL, score = '-Infinity'
WHERE id IN (SELECT 1 + floor(random() * 20000)::bigint FROM generate_series(1, 2));

DELETE FROM shop.reviews WHERE id = (SELECT 1 + floor(random() * 20000)::bigint);

UPDATE shop.customers SET preferences = preferences || '{"reviewer": true}', credit = credit + 0.5, last_ip = '::1'
WHERE id = (SELECT 1 + floor(random() * 30000)::bigint);
