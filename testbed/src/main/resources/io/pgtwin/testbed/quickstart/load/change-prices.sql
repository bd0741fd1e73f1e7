-- updates of rows with large values that are not touched and so not sent
WITH changed AS (
    UPDATE shop.products SET price = price + 0.01
    WHERE id IN (SELECT 1 + floor(random() * 6000)::integer FROM generate_series(1, 5))
    RETURNING id, price
)
INSERT INTO shop.price_history SELECT id, clock_timestamp()::timestamp, price, price::money FROM changed;
