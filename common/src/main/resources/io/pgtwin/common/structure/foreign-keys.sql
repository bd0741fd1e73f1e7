-- Foreign keys as data. Those of partitions come with their parent's.
SELECT c.conrelid::bigint AS relation,
       c.confrelid::bigint AS referenced,
       c.conname AS name,
       pg_catalog.quote_ident(rn.nspname) || '.' || pg_catalog.quote_ident(r.relname) AS referenced_name,
       ARRAY(SELECT a.attname::text FROM pg_catalog.unnest(c.conkey) WITH ORDINALITY AS k (attnum, position)
               JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum
              ORDER BY k.position) AS columns,
       ARRAY(SELECT a.attname::text FROM pg_catalog.unnest(c.confkey) WITH ORDINALITY AS k (attnum, position)
               JOIN pg_catalog.pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum
              ORDER BY k.position) AS referenced_columns,
       ARRAY(SELECT a.attname::text -->=15
               FROM pg_catalog.unnest(c.confdelsetcols) WITH ORDINALITY AS k (attnum, position) -->=15
               JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum -->=15
              ORDER BY k.position) AS set_columns, -->=15
       ARRAY[]::text[] AS set_columns, --<15
       c.confupdtype::text AS on_update,
       c.confdeltype::text AS on_delete,
       c.confmatchtype::text AS match,
       c.condeferrable AS deferrable,
       c.condeferred AS deferred,
       c.convalidated AS valid,
       c.conperiod AS period, -->=18
       false AS period, --<18
       c.conenforced AS enforced, -->=18
       true AS enforced, --<18
       t.relkind = 'p' AS partitioned,
       r.relkind = 'p' AS referenced_partitioned,
       pg_catalog.obj_description(c.oid, 'pg_constraint') AS comment
  FROM pg_catalog.pg_constraint c
  JOIN pg_catalog.pg_class t ON t.oid = c.conrelid
  JOIN pg_catalog.pg_class r ON r.oid = c.confrelid
  JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
 WHERE c.conrelid = ANY (?)
   AND c.contype = 'f'
   AND c.conparentid = 0 -->=11
 ORDER BY c.conrelid, c.conname
