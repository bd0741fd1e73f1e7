INSERT INTO items
SELECT i, 'sku-' || i, 'a name that tells what item ' || i || ' is', i % 1000, i / 100.0, i / 7.0, i % 3 = 0,
       md5(i::text)::uuid, jsonb_build_object('colour', 'blue', 'size', i % 50, 'note', repeat('x', (i % 40)::integer)),
       date '2020-01-01' + (i % 2000)::integer, timestamptz '2026-01-01' + i * interval '1 second'
FROM generate_series(1, :rows) i
