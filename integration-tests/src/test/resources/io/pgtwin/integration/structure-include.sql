-- What is carried only if structure.include names it, in an order in which a reader cannot keep it.
DO $$ BEGIN CREATE ROLE pgtwin_reader; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE SCHEMA app;
CREATE SCHEMA elsewhere;
CREATE TYPE app.mood AS ENUM ('sad', 'ok');
CREATE TYPE app.only_of_functions AS ENUM ('x', 'y');
CREATE FUNCTION app.twice(n integer) RETURNS integer IMMUTABLE LANGUAGE sql AS $$ SELECT n * 2 $$;
CREATE FUNCTION app.twice(t text) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT t || t $$;
CREATE FUNCTION elsewhere.label() RETURNS text LANGUAGE sql AS $$ SELECT 'none'::text $$;
COMMENT ON FUNCTION app.twice(text) IS 'a text''s';
CREATE TABLE app.items (
    id serial PRIMARY KEY,
    name text NOT NULL DEFAULT elsewhere.label(),
    price numeric(10, 2),
    qty integer CHECK (app.twice(qty) > 0),
    twofold integer GENERATED ALWAYS AS (app.twice(qty)) STORED, -->=12
    mood app.mood
);
CREATE INDEX items_twice ON app.items (app.twice(name));
CREATE TABLE app.customers (id integer PRIMARY KEY, item integer REFERENCES app.items, "select" text, holder text);
CREATE FUNCTION app.worth(item app.items) RETURNS numeric STABLE LANGUAGE sql AS $$ SELECT item.price * item.qty $$;
CREATE FUNCTION app.pick(kind app.only_of_functions DEFAULT 'x', VARIADIC more app.mood[] DEFAULT ARRAY['ok'::app.mood])
    RETURNS TABLE (id integer, worth numeric) LANGUAGE plpgsql SET search_path TO 'pg_catalog'
    AS $$ BEGIN RETURN QUERY SELECT 1, 2.0; END; $$;
CREATE PROCEDURE app.proceed(n integer) LANGUAGE plpgsql AS $$ BEGIN NULL; END; $$; -->=11
COMMENT ON PROCEDURE app.proceed(integer) IS 'goes on'; -->=11
CREATE VIEW app.z_base AS SELECT id, name, price FROM app.items WHERE price < 10 AND app.twice(qty) > 0;
CREATE VIEW app.a_above WITH (security_barrier = true) AS SELECT b.name AS title, c."select"
    FROM app.z_base b JOIN app.customers c ON c.item = b.id WHERE c.id IN (SELECT i.qty FROM app.items i);
COMMENT ON VIEW app.a_above IS 'above';
COMMENT ON COLUMN app.a_above.title IS 'the name';
CREATE VIEW app.worths AS SELECT items.id, app.worth(items.*) AS worth FROM app.items;
CREATE MATERIALIZED VIEW app.sums AS SELECT mood, count(*) AS n, sum(price) AS price FROM app.items GROUP BY mood;
CREATE UNIQUE INDEX sums_mood ON app.sums (mood);
CREATE INDEX sums_price ON app.sums USING brin ((price * 2)) WITH (pages_per_range = 8) WHERE n > 0;
COMMENT ON INDEX app.sums_price IS 'twofold';
ALTER MATERIALIZED VIEW app.sums CLUSTER ON sums_mood;
CREATE FUNCTION app.of_view() RETURNS SETOF app.z_base LANGUAGE sql AS $$ SELECT * FROM app.z_base $$;
CREATE VIEW app.above_function AS SELECT f.id FROM app.of_view() f;
DO $do$ BEGIN EXECUTE $create$ -->=14
CREATE FUNCTION app.parsed(n integer) RETURNS integer LANGUAGE sql -->=14
    BEGIN ATOMIC -->=14
        SELECT 1; -->=14
        SELECT CASE WHEN i.id > n THEN i.qty ELSE 0 END FROM app.items i; -->=14
    END -->=14
$create$; END $do$; -->=14
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER name BEFORE UPDATE OF name, price ON app.items FOR EACH ROW
    WHEN (old.name IS DISTINCT FROM new.name) EXECUTE PROCEDURE app.touch('name', '2');
CREATE TRIGGER off AFTER DELETE ON app.items REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE PROCEDURE app.touch();
ALTER TABLE app.items DISABLE TRIGGER off;
CREATE TRIGGER always BEFORE INSERT ON app.customers FOR EACH ROW EXECUTE PROCEDURE app.touch();
ALTER TABLE app.customers ENABLE ALWAYS TRIGGER always;
CREATE TRIGGER replica BEFORE INSERT ON app.customers FOR EACH ROW EXECUTE PROCEDURE app.touch();
ALTER TABLE app.customers ENABLE REPLICA TRIGGER replica;
CREATE CONSTRAINT TRIGGER checked AFTER INSERT ON app.customers DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE PROCEDURE app.touch();
COMMENT ON TRIGGER checked ON app.customers IS 'late';
CREATE TABLE app.parts (id integer, n integer) PARTITION BY RANGE (id); -->=11
CREATE TABLE app.parts_1 PARTITION OF app.parts FOR VALUES FROM (1) TO (10); -->=11
CREATE TRIGGER parts AFTER UPDATE ON app.parts FOR EACH ROW EXECUTE PROCEDURE app.touch(); -->=11
CREATE POLICY seen ON app.items FOR SELECT TO pgtwin_reader
    USING (price > 0 AND EXISTS (SELECT 1 FROM app.customers c WHERE c.item = items.id AND c.holder = current_user::text));
CREATE POLICY written ON app.items AS RESTRICTIVE FOR UPDATE USING (name <> '') WITH CHECK (app.twice(id) > 2);
COMMENT ON POLICY written ON app.items IS 'not empty';
ALTER TABLE app.items ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.customers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON app.items TO pgtwin_reader;
GRANT DELETE ON app.items TO pgtwin_reader WITH GRANT OPTION;
GRANT UPDATE (name, price), REFERENCES (name) ON app.items TO pgtwin_reader;
GRANT SELECT (id) ON app.customers TO PUBLIC;
GRANT USAGE ON SEQUENCE app.items_id_seq TO pgtwin_reader;
GRANT SELECT ON app.z_base, app.sums TO pgtwin_reader;
GRANT SELECT (title), UPDATE (title) ON app.a_above TO PUBLIC;
REVOKE EXECUTE ON FUNCTION app.twice(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.twice(text) TO pgtwin_reader WITH GRANT OPTION;
GRANT EXECUTE ON FUNCTION app.worth(app.items) TO pgtwin_reader;
REVOKE EXECUTE ON FUNCTION app.of_view() FROM PUBLIC;
REVOKE ALL ON PROCEDURE app.proceed(integer) FROM PUBLIC; -->=11
GRANT EXECUTE ON PROCEDURE app.proceed(integer) TO pgtwin_reader; -->=11
