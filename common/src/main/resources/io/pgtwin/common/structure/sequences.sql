-- Sequences that are named, or that a column of the tables owns (a) or uses for its identity (i).
SELECT c.oid::bigint AS oid,
       n.nspname AS schema,
       c.relname AS name,
       pg_catalog.format_type(s.seqtypid, NULL) AS type,
       s.seqstart AS start,
       s.seqincrement AS increment,
       s.seqmin AS minimum,
       s.seqmax AS maximum,
       s.seqcache AS cache,
       s.seqcycle AS cycle,
       c.relpersistence = 'u' AS unlogged,
       COALESCE(d.refobjid, 0)::bigint AS owner,
       a.attname AS owner_column,
       COALESCE(d.deptype = 'i', false) AS identity,
       pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS reachable,
       pg_catalog.has_sequence_privilege(c.oid, 'SELECT') AS selectable,
       pg_catalog.obj_description(c.oid, 'pg_class') AS comment
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid
  LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                                  AND d.objsubid = 0 AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                                  AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
 WHERE c.oid = ANY (?)
    OR d.refobjid = ANY (?)
 ORDER BY n.nspname, c.relname
