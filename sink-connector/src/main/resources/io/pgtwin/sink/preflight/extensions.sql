-- Which of some extensions the target has, and which the account may create. $1 their names.
-- to_jsonb because extensions are trusted, so that CREATE on the database suffices, only from PostgreSQL 13 on.
SELECT w.name,
       EXISTS (SELECT FROM pg_extension e WHERE e.extname = w.name) AS installed,
       EXISTS (SELECT FROM pg_available_extensions a WHERE a.name = w.name) AS available,
       current_setting('is_superuser') = 'on'
         OR has_database_privilege(current_database(), 'CREATE')
            AND EXISTS (SELECT FROM pg_available_extension_versions v
                         WHERE v.name = w.name AND (to_jsonb(v) ->> 'trusted')::boolean) AS may_create
  FROM unnest(?::text[]) WITH ORDINALITY AS w (name, place)
 ORDER BY w.place
