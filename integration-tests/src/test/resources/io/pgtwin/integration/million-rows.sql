-- A million rows of 11 columns, about 250 bytes each.
CREATE SEQUENCE new_items START 2000000;
CREATE UNLOGGED TABLE items (
    id bigint PRIMARY KEY, sku text NOT NULL, name text, quantity integer, price numeric(10, 2),
    weight double precision, active boolean, tag uuid, attributes jsonb, created_on date, changed_at timestamptz
);
INSERT INTO items
SELECT i, 'sku-' || i, 'a name that tells what item ' || i || ' is', i % 1000, i / 100.0, i / 7.0, i % 3 = 0,
       md5(i::text)::uuid, jsonb_build_object('colour', 'blue', 'size', i % 50, 'note', repeat('x', (i % 40)::integer)),
       date '2020-01-01' + (i % 2000)::integer, timestamptz '2026-01-01' + i * interval '1 second'
FROM generate_series(1, 1000000::bigint) i;
ALTER TABLE items SET LOGGED;
ANALYZE items;
