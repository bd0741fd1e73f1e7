-- The schema of a small shop, and the types of its own.
CREATE SCHEMA shop;
CREATE TYPE shop.order_status AS ENUM ('new', 'paid', 'packed', 'shipped', 'delivered', 'cancelled');
CREATE TYPE shop.payment_method AS ENUM ('card', 'transfer', 'invoice', 'voucher');
CREATE DOMAIN shop.sku AS varchar(20) CHECK (VALUE ~ '^[A-Z]+-[0-9]+$');
