-- What holds the rows of tables: a table itself, or the partitions of a partitioned one, with the columns that the server
-- logs of an old row. $key_columns$ is replaced by the number of key columns of an index.
WITH RECURSIVE tree AS (
    SELECT c.oid AS root, c.oid AS part, c.relkind
      FROM pg_catalog.pg_class c
     WHERE c.oid = ANY (?)
    UNION ALL
    SELECT t.root, c.oid, c.relkind
      FROM tree t
      JOIN pg_catalog.pg_inherits i ON i.inhparent = t.part
      JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
     WHERE t.relkind = 'p'
)
SELECT t.root::bigint,
       n.nspname,
       c.relname,
       c.relkind = 'r' AND c.relpersistence = 'p' AS logged,
       pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::bigint AS blocks,
       CASE WHEN c.relpages > 0 AND c.reltuples > 0
            THEN round(c.reltuples / c.relpages * (pg_catalog.pg_relation_size(c.oid)
                       / pg_catalog.current_setting('block_size')::int))
            ELSE 0 END::bigint AS estimated_rows,
       c.relreplident = 'f' AS whole_row,
       ARRAY(SELECT a.attname::text
               FROM pg_catalog.pg_index i
               JOIN pg_catalog.pg_attribute a
                 ON a.attrelid = i.indrelid AND a.attnum = ANY ((i.indkey::int2[])[0:$key_columns$ - 1])
              WHERE i.indrelid = c.oid AND i.indimmediate AND i.indisvalid
                AND CASE c.relreplident WHEN 'd' THEN i.indisprimary WHEN 'i' THEN i.indisreplident END) AS identity,
       c.relfilenode || ' ' || pg_catalog.md5(coalesce((
           SELECT pg_catalog.string_agg(pg_catalog.format('%s %L %s %s', a.attnum, a.attname, a.atttypid, a.atttypmod),
                                        ', ' ORDER BY a.attnum)
             FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '')) AS form
  FROM tree t
  JOIN pg_catalog.pg_class c ON c.oid = t.part
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE t.relkind <> 'p'
 ORDER BY t.root, n.nspname, c.relname
