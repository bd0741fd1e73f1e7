-- What a reader only reports.
CREATE VIEW app.cheap AS SELECT id FROM app.items;
CREATE MATERIALIZED VIEW app.dear AS SELECT id FROM app.items;
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER touched BEFORE UPDATE ON app.items FOR EACH ROW EXECUTE PROCEDURE app.touch();
CREATE POLICY visible ON app.items USING (true);
CREATE RULE nothing AS ON DELETE TO app.scratch DO INSTEAD NOTHING;
GRANT SELECT ON app.customers TO PUBLIC;
CREATE TABLE types.not_selected (id integer PRIMARY KEY);
ALTER TABLE app.dangling ADD CONSTRAINT dangling_fk FOREIGN KEY (id) REFERENCES types.not_selected;
CREATE TYPE types.unused AS ENUM ('x');
CREATE SEQUENCE types.alone;
