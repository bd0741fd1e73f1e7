-- Rows of least-privileges.sql, before the sync starts.
INSERT INTO shop.customers (name, mail, home, referred_by)
    SELECT 'customer ' || i, i || '@example.com', ROW('street ' || i, 'city')::shop.address, NULLIF(i - 1, 0)
      FROM generate_series(1, 300) i;
INSERT INTO shop.orders (customer, total) SELECT i, i FROM generate_series(1, 300) i;
INSERT INTO shop.events (at, order_id) SELECT '2025-06-01'::date + i, i FROM generate_series(1, 300) i;
INSERT INTO "Billing"."Invoices" ("order", amount) SELECT i, i FROM generate_series(1, 200) i;
