INSERT INTO taken VALUES ('secret-of-the-row', 'of the target');
ALTER TABLE too_long ALTER COLUMN note TYPE varchar(5);
CREATE TYPE number AS ENUM ('one');
ALTER TABLE no_number ALTER COLUMN note TYPE number USING 'one';
ALTER TABLE not_null ALTER COLUMN note SET NOT NULL;
ALTER TABLE checked ADD CHECK (note NOT LIKE 'secret%');
ALTER TABLE unique_note ADD UNIQUE (note);
INSERT INTO unique_note VALUES (99, 'secret-of-the-row');
CREATE FUNCTION raise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'this row is refused: %', NEW USING DETAIL = NEW.note, HINT = NEW.note;
END
$$;
CREATE TRIGGER raise BEFORE INSERT ON raising FOR EACH ROW EXECUTE PROCEDURE raise();
ALTER TABLE raising ENABLE ALWAYS TRIGGER raise;
