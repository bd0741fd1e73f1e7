-- The oids under which pg_depend knows the catalogs.
SELECT c.oid::bigint AS oid, c.relname AS name
  FROM pg_catalog.pg_class c
 WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace
   AND c.relkind = 'r'
