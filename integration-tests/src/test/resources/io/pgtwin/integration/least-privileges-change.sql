-- Changes of least-privileges-rows.sql, in transactions that touch parents and children.
BEGIN;
INSERT INTO shop.customers (name, home)
    SELECT 'later ' || i, ROW('street', 'city ' || i)::shop.address FROM generate_series(1, 20) i;
INSERT INTO shop.orders (customer, status) SELECT id, 'paid' FROM shop.customers WHERE name LIKE 'later%';
INSERT INTO shop.events (at, order_id) SELECT '2026-01-01', id FROM shop.orders WHERE status = 'paid';
COMMIT;
UPDATE shop.orders SET status = 'sent', total = total + 0.5 WHERE id <= 50;
UPDATE shop.events SET at = '2026-02-01' WHERE id <= 10;
UPDATE shop.customers SET home = ROW((home).street, NULL)::shop.address WHERE id <= 20;
DELETE FROM shop.orders WHERE id BETWEEN 60 AND 70;
INSERT INTO "Billing"."Invoices" ("order", amount) SELECT id, 1 FROM shop.orders WHERE id BETWEEN 201 AND 220;
UPDATE "Billing"."Invoices" SET "Number" = "Number" + 100000 WHERE "Number" <= 5;
