-- Remembers what is done to the rows of events, also by a session that has triggers switched off.
CREATE TABLE operations (operation text, id bigint);
CREATE FUNCTION remember() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.operations SELECT TG_OP, id FROM changed;
    RETURN NULL;
END
$$;
CREATE TRIGGER remember_inserts AFTER INSERT ON events
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE PROCEDURE remember();
CREATE TRIGGER remember_updates AFTER UPDATE ON events
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE PROCEDURE remember();
CREATE TRIGGER remember_deletes AFTER DELETE ON events
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE PROCEDURE remember();
ALTER TABLE events ENABLE ALWAYS TRIGGER remember_inserts;
ALTER TABLE events ENABLE ALWAYS TRIGGER remember_updates;
ALTER TABLE events ENABLE ALWAYS TRIGGER remember_deletes;
