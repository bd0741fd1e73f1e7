-- All indexes of the tables, those of constraints too.
SELECT i.indexrelid::bigint AS oid,
       i.indrelid::bigint AS relation,
       c.relname AS name,
       pg_catalog.pg_get_indexdef(i.indexrelid) AS definition,
       i.indisunique AS is_unique,
       i.indisvalid OR c.relkind = 'I' AS valid,
       i.indisreplident AS replica_identity,
       i.indisclustered AS clustered,
       i.indnullsnotdistinct AS nulls_not_distinct, -->=15
       false AS nulls_not_distinct, --<15
       c.relkind = 'I' AS partitioned,
       pc.relname AS parent,
       px.indrelid::bigint AS parent_relation,
       c.reloptions AS options,
       ARRAY(SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k::int, false)
               FROM pg_catalog.generate_series(1, i.indnkeyatts) k ORDER BY k) AS key_columns, -->=11
               FROM pg_catalog.generate_series(1, i.indnatts) k ORDER BY k) AS key_columns, --<11
       ARRAY(SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k::int, false) -->=11
               FROM pg_catalog.generate_series(i.indnkeyatts + 1, i.indnatts) k ORDER BY k) AS included_columns, -->=11
       ARRAY[]::text[] AS included_columns, --<11
       ARRAY(SELECT a.attnum || ' ' || a.attstattarget
               FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0 ORDER BY a.attnum) AS statistics,
       pg_catalog.obj_description(i.indexrelid, 'pg_class') AS comment
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = i.indexrelid
  LEFT JOIN pg_catalog.pg_class pc ON pc.oid = h.inhparent
  LEFT JOIN pg_catalog.pg_index px ON px.indexrelid = h.inhparent
 WHERE i.indrelid = ANY (?)
 ORDER BY i.indrelid, c.relname
