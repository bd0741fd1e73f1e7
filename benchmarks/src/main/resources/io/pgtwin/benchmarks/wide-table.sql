-- 11 mixed columns, about 250 bytes a row.
CREATE TABLE items (
    id bigint PRIMARY KEY, sku text NOT NULL, name text, quantity integer, price numeric(10, 2),
    weight double precision, active boolean, tag uuid, attributes jsonb, created_on date, changed_at timestamptz
);
-- The last change of a load is a row of this table.
CREATE TABLE markers (id integer PRIMARY KEY);
