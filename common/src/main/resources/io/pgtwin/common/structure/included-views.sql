-- Views by the oids of the rules that make them.
SELECT r.oid::bigint AS rule,
       c.oid::bigint AS oid,
       n.nspname AS schema,
       c.relname AS name,
       c.relkind = 'm' AS materialized,
       c.relkind = 'm' AND NOT c.relispopulated AS empty,
       pg_catalog.pg_get_viewdef(c.oid) AS definition,
       c.reloptions AS options,
       ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
       ARRAY(SELECT COALESCE(pg_catalog.col_description(c.oid, a.attnum), '') FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS column_comments,
       pg_catalog.obj_description(c.oid, 'pg_class') AS comment
  FROM pg_catalog.pg_rewrite r
  JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE r.oid = ANY (?)
 ORDER BY n.nspname, c.relname
