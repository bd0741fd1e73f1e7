-- The tables themselves. Lines that end with a version are for servers of that version or later (>=) or before it (<).
SELECT c.oid::bigint AS relation,
       n.nspname AS schema,
       c.relname AS name,
       c.relkind = 'p' AS partitioned,
       c.relispartition AS partition,
       c.relpersistence = 'u' AS unlogged,
       c.relreplident::text AS replica_identity,
       c.reltype::bigint AS row_type,
       c.reloptions AS options,
       t.reloptions AS toast_options,
       CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END AS partition_key,
       pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS partition_bound,
       CASE WHEN am.amname <> 'heap' THEN am.amname END AS access_method, -->=12
       NULL::text AS access_method, --<12
       CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END AS of_type,
       pg_catalog.obj_description(c.oid, 'pg_class') AS comment,
       ARRAY(SELECT i.inhparent::bigint
               FROM pg_catalog.pg_inherits i WHERE i.inhrelid = c.oid ORDER BY i.inhseqno) AS parents
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid
  LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam -->=12
 WHERE c.oid = ANY (?)
   AND c.relkind IN ('r', 'p')
 ORDER BY n.nspname, c.relname
