-- What the mapping of the tests does, done by the server itself.
ALTER SCHEMA app RENAME TO shop;
ALTER TABLE shop.items RENAME TO "Our Goods";
ALTER TABLE shop."Our Goods" RENAME COLUMN id TO item_id;
ALTER TABLE shop."Our Goods" RENAME COLUMN name TO "select";
ALTER TABLE shop."Our Goods" RENAME COLUMN price TO cost_each;
ALTER TABLE shop.customers RENAME COLUMN id TO customer_id;
