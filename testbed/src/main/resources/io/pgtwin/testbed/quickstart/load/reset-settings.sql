-- a truncate
TRUNCATE shop.settings;

INSERT INTO shop.settings SELECT 'setting.' || i, 'value ' || random(), clock_timestamp() FROM generate_series(1, 50) AS i;
