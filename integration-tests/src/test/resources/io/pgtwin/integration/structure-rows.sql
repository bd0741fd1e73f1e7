-- Rows for the tables of structure.sql.
INSERT INTO app.customers (name, email, nick) SELECT 'name ' || i, 'Mail' || i, 'nick ' || i FROM generate_series(1, 500) i;
INSERT INTO app.items (qty, "key", name, customer, number)
    SELECT i, 'k' || i, 'nick ' || i, i, 1000 + i FROM generate_series(1, 400) i;
INSERT INTO app.items DEFAULT VALUES;
INSERT INTO "Odd Schema"."Order" ("Customer Id", lines) SELECT i, ARRAY['x', i::text] FROM generate_series(1, 300) i;
INSERT INTO app.parent SELECT i, 'parent' FROM generate_series(1, 50) i;
INSERT INTO app.child SELECT i, 'child', i + 1 FROM generate_series(1, 50) i;
INSERT INTO app.adopted SELECT 'own', 'adopted', i FROM generate_series(1, 50) i;
INSERT INTO app.typed SELECT i, 'b' FROM generate_series(1, 50) i;
INSERT INTO app.events (id, kind, at, item) SELECT i, CASE i % 3 WHEN 0 THEN 'a' ELSE 'other' END, -->=11
INSERT INTO app.events (id, kind, at, item) SELECT i, 'a', --<11
    '2024-01-01'::date + i, i FROM generate_series(1, 500) i;
INSERT INTO app.hashed (v) SELECT 'v' || i FROM generate_series(1, 100) i; -->=11
INSERT INTO app.refers SELECT i FROM generate_series(1, 100) i; -->=12
INSERT INTO app.dangling SELECT generate_series(1, 20);
INSERT INTO app.bookings SELECT i, tstzrange('2025-01-01', '2026-01-01') FROM generate_series(1, 20) i; -->=18
INSERT INTO app.guests SELECT i, tstzrange('2025-02-01', '2025-03-01'), i, i FROM generate_series(1, 20) i; -->=18
