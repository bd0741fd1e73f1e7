-- About 500,000 rows, made by the server itself. Run it in a database with shop-types.sql and shop-tables.sql.
INSERT INTO shop.categories
SELECT i, nullif(i / 6, 0), 'Category ' || i, jsonb_build_object('en', 'Category ' || i, 'de', 'Kategorie ' || i)
FROM generate_series(1, 40) AS i;

INSERT INTO shop.customers (email, full_name, country, birthday, newsletter, credit, preferences, phones, last_ip, created_at)
SELECT 'customer' || i || '@example.org',
       (ARRAY['Ada', 'Björn', 'Chloé', 'Dmitri', 'Ebru', '芳子'])[1 + i % 6] || ' ' || initcap(substr(md5(i::text), 1, 8)),
       (ARRAY['DE', 'FR', 'PL', 'JP', 'BR'])[1 + i % 5],
       CASE WHEN i % 7 > 0 THEN date '1940-01-01' + (i * 37) % 25000 END,
       i % 3 = 0,
       (i * 7919 % 100000)::numeric / 100,
       jsonb_build_object('theme', CASE WHEN i % 2 = 0 THEN 'dark' ELSE 'light' END, 'page', jsonb_build_array(i % 50, NULL)),
       CASE WHEN i % 4 = 0 THEN '{}' ELSE ARRAY['+49 30 ' || i, NULL, 'ext "' || i % 100 || '"'] END,
       ('10.' || i % 256 || '.' || i / 256 % 256 || '.1/24')::inet,
       timestamptz '2020-01-01 00:00:00+00' + i * interval '97 minutes 0.123457 seconds'
FROM generate_series(1, 30000) AS i;

INSERT INTO shop.addresses (customer_id, street, city, position, valid)
SELECT 1 + i % 30000, 'Street ' || i || E'\tbuilding\n' || chr(65 + i % 26), 'City ' || i % 700,
       point(i % 180 + 0.25, i % 90 - 0.125), daterange(date '2019-01-01' + i % 1000, CASE WHEN i % 3 = 0 THEN date '2030-01-01' END)
FROM generate_series(1, 40000) AS i;

INSERT INTO shop.products
SELECT i, 'SKU-' || i, 1 + i % 40, 'Product ' || i,
       CASE WHEN i % 10 = 0 THEN (SELECT string_agg(md5((i * 1000 + k)::text), ' ') FROM generate_series(1, 120) AS k)
            WHEN i % 11 > 0 THEN 'A fine product. ' || repeat(md5(i::text), 3) END,
       (i * 31 % 50000)::numeric / 100 + 1, (i % 900)::real / 7,
       CASE WHEN i % 5 > 0 THEN ARRAY[i % 100 / 3.0, i % 70, 1e-10]::double precision[] END,
       ARRAY['tag' || i % 17, 'näch,ste', ''], jsonb_build_object('color', i % 9, 'eco', i % 2 = 0),
       CASE WHEN i % 8 = 0 THEN decode(repeat(md5(i::text), 100), 'hex') END, i % 20 > 0
FROM generate_series(1, 6000) AS i;

INSERT INTO shop.price_history
SELECT i, timestamp '2024-01-01' + k * interval '30 days', (i * 31 % 50000)::numeric / 100 + k / 1000.0, (i % 500 + k)::numeric::money
FROM generate_series(1, 6000) AS i, generate_series(1, 5) AS k;

INSERT INTO shop.warehouses
SELECT md5('warehouse' || i)::uuid, 'Warehouse ' || i, time '06:00' + i * interval '1 minute', timetz '20:30:00.5+02',
       i * interval '1 day 2 hours' + interval '1 month', ('192.168.' || i || '.0/24')::cidr, '08:00:2b:01:02:03'::macaddr
FROM generate_series(1, 10) AS i;

INSERT INTO shop.stock
SELECT md5('warehouse' || w)::uuid, p, (p * w) % 200, CASE WHEN p % 3 > 0 THEN date '2026-01-01' + p % 300 END
FROM generate_series(1, 10) AS w, generate_series(1, 6000) AS p;

INSERT INTO shop.orders (customer_id, status, placed_at, shipped_at, total, note)
SELECT 1 + (i * 17) % 30000, (ARRAY['new', 'paid', 'packed', 'shipped', 'delivered', 'cancelled'])[1 + i % 6]::shop.order_status,
       timestamp '2023-01-01' + i * interval '9 minutes', CASE WHEN i % 6 IN (3, 4) THEN timestamptz '2023-01-03 00:00+00' + i * interval '9 minutes' END,
       (i * 131 % 90000)::numeric / 100, CASE WHEN i % 13 = 0 THEN 'Please ring twice \ "' || i || '"' END
FROM generate_series(1, 80000) AS i;

INSERT INTO shop.order_lines
SELECT o, l, 1 + (o * 7 + l * 13) % 6000, 1 + o % 5, ((o + l) * 31 % 20000)::numeric / 100, (l % 4) * 0.05
FROM generate_series(1, 80000) AS o, generate_series(1, 2 + o % 2) AS l;

INSERT INTO shop.payments
SELECT md5('payment' || i)::uuid, i, (ARRAY['card', 'transfer', 'invoice', 'voucher'])[1 + i % 4]::shop.payment_method,
       (i * 131 % 90000)::numeric / 100, CASE WHEN i % 2 = 0 THEN json_build_object('auth', i, 'tries', i % 3) END,
       timestamptz '2023-01-02 00:00+00' + i * interval '9 minutes 1.2345 seconds'
FROM generate_series(1, 60000) AS i;

INSERT INTO shop.reviews (product_id, stars, score, body, written_at)
SELECT 1 + i % 6000, 1 + i % 5, CASE WHEN i % 97 = 0 THEN 'NaN' ELSE i / 7.0 END, repeat('Very good. ', 1 + i % 20),
       CASE WHEN i % 1000 = 0 THEN 'infinity' ELSE timestamp '2025-01-01' + i * interval '3 minutes' END
FROM generate_series(1, 20000) AS i;

INSERT INTO shop.settings
SELECT 'setting.' || i, CASE WHEN i % 5 > 0 THEN 'value ' || i END, timestamptz '2026-01-01 00:00+00' FROM generate_series(1, 50) AS i;

INSERT INTO shop.visits
SELECT nullif(i % 30000, 0), '/product/' || i % 6000, ('2001:db8::' || to_hex(i % 65536))::inet,
       i % 5000 * interval '1 millisecond', (i % 256)::bit(8), timestamptz '2026-06-01 00:00+00' + i * interval '7 seconds'
FROM generate_series(1, 60000) AS i;

ANALYZE;
