-- 11 mixed columns, about 250 bytes a row.
CREATE TABLE items (
    id bigint PRIMARY KEY, sku text, name text, quantity integer, price numeric(10, 2),
    weight double precision, active boolean, tag uuid, attributes jsonb, created_on date, changed_at timestamptz
);
