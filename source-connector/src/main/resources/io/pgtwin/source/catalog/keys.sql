-- The columns that identify a row: those of the replica identity index if one is set, else of the primary key. A deferrable
-- primary key does not: two rows may have the same one for a while.
-- $key_columns$ is replaced by the number of key columns of an index: from 11 on an index may include others.
SELECT i.indrelid::bigint,
       a.attname
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
 CROSS JOIN LATERAL pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, position)
  JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
 WHERE i.indrelid = ANY (?)
   AND k.position <= $key_columns$
   AND i.indimmediate
   AND CASE WHEN c.relreplident = 'i' THEN i.indisreplident ELSE i.indisprimary END
 ORDER BY i.indrelid, k.position
