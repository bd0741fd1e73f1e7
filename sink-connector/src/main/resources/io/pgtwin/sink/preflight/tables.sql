-- What is there of the tables to be filled, and what the account may do with it. $1 their schemas, $2 their names.
-- Foreign keys that can be deferred are checked when a batch is complete.
SELECT w.schema,
       w.name,
       n.oid IS NOT NULL AS schema_exists,
       coalesce(has_schema_privilege(n.oid, 'USAGE'), true) AS may_use,
       coalesce(has_schema_privilege(n.oid, 'CREATE'), has_database_privilege(current_database(), 'CREATE')) AS may_create,
       c.oid IS NOT NULL AS table_exists,
       coalesce(c.relkind IN ('r', 'p'), false) AS is_table,
       coalesce(c.relkind = 'p', false) AS is_partitioned,
       coalesce(pg_has_role(c.relowner, 'USAGE'), false) AS is_owned,
       ARRAY(SELECT p.privilege FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'])
                                     WITH ORDINALITY AS p (privilege, place)
              WHERE NOT has_table_privilege(c.oid, p.privilege) ORDER BY p.place) AS lacking,
       ARRAY(SELECT f.conname::text FROM pg_constraint f
              WHERE f.conrelid = c.oid AND f.contype = 'f' AND NOT f.condeferrable
                AND current_setting('session_replication_role') <> 'replica'
              ORDER BY 1) AS foreign_keys
  FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS w (schema, name, place)
  LEFT JOIN pg_namespace n ON n.nspname = w.schema
  LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = w.name
 ORDER BY w.place
