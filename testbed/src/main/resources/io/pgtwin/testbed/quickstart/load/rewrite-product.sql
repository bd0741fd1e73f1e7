-- updates of large values
UPDATE shop.products
SET description = (SELECT string_agg(md5(random()::text), ' ') FROM generate_series(1, 150)),
    picture = CASE WHEN active THEN decode(repeat(md5(random()::text), 150), 'hex') END
WHERE id = (SELECT 10 * (1 + floor(random() * 599))::integer);
