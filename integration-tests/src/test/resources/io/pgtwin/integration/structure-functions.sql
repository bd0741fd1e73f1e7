-- Functions are not carried: they are made on both sides beforehand.
CREATE SCHEMA app;
CREATE FUNCTION app.initials(name text) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT left(name, 1) $$;
CREATE FUNCTION app.distance(a double precision, b double precision) RETURNS double precision
    IMMUTABLE LANGUAGE sql AS $$ SELECT a - b $$;
