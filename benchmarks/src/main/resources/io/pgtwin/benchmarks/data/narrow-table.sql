-- 5 columns, about 100 bytes a row.
CREATE TABLE entries (
    id bigint PRIMARY KEY, account integer NOT NULL, amount integer NOT NULL, at timestamptz NOT NULL, note text
);
