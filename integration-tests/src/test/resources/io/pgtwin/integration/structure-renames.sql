-- What the mapping of StructureTest does, done by the server itself.
ALTER SCHEMA app RENAME TO shop;
ALTER SCHEMA types RENAME TO kinds;
ALTER SCHEMA "Odd Schema" RENAME TO odd;
ALTER TABLE shop.items RENAME TO "Our Goods";
ALTER TABLE shop."Our Goods" RENAME COLUMN id TO item_id;
ALTER TABLE shop."Our Goods" RENAME COLUMN text TO "Body Text";
ALTER TABLE shop."Our Goods" RENAME COLUMN name TO "select";
ALTER TABLE shop."Our Goods" RENAME COLUMN price TO cost_each;
ALTER TABLE shop."Our Goods" RENAME COLUMN "key" TO k;
ALTER TABLE shop.customers RENAME COLUMN id TO customer_id;
ALTER TABLE shop.parent RENAME COLUMN note TO remark;
ALTER TABLE shop.events RENAME COLUMN kind TO sort;
ALTER TABLE shop.hashed RENAME COLUMN id TO hid; -->=11
ALTER TABLE shop.events_2025 RENAME TO events_later;
