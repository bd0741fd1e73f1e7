-- Sees what is done to rows, also by a session that has triggers switched off.
CREATE TABLE operations (operation text, id bigint);
CREATE TABLE older_versions (relation text, was bigint, became bigint);
CREATE FUNCTION remember() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.operations SELECT TG_OP, id FROM changed;
    RETURN NULL;
END
$$;
CREATE FUNCTION compare() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.version < OLD.version THEN
        INSERT INTO public.older_versions VALUES (TG_RELNAME, OLD.version, NEW.version);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER remember_inserts AFTER INSERT ON history REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE PROCEDURE remember();
CREATE TRIGGER remember_deletes AFTER DELETE ON history REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE PROCEDURE remember();
ALTER TABLE history ENABLE ALWAYS TRIGGER remember_inserts;
ALTER TABLE history ENABLE ALWAYS TRIGGER remember_deletes;
CREATE TRIGGER compare AFTER UPDATE ON accounts FOR EACH ROW EXECUTE PROCEDURE compare();
ALTER TABLE accounts ENABLE ALWAYS TRIGGER compare;
CREATE TRIGGER compare AFTER UPDATE ON tellers FOR EACH ROW EXECUTE PROCEDURE compare();
ALTER TABLE tellers ENABLE ALWAYS TRIGGER compare;
CREATE TRIGGER compare AFTER UPDATE ON branches FOR EACH ROW EXECUTE PROCEDURE compare();
ALTER TABLE branches ENABLE ALWAYS TRIGGER compare;
CREATE TRIGGER compare AFTER UPDATE ON documents FOR EACH ROW EXECUTE PROCEDURE compare();
ALTER TABLE documents ENABLE ALWAYS TRIGGER compare;
