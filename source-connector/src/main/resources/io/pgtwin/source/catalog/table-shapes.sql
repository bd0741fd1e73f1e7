-- What tables, their partitions and their keys are like, as one text to compare. Unlike the sizes of tables, nothing here
-- needs a lock on one of them.
WITH RECURSIVE tree AS (
    SELECT t.oid
      FROM pg_catalog.unnest(?) AS t (oid)
    UNION
    SELECT i.inhrelid
      FROM tree t
      JOIN pg_catalog.pg_class c ON c.oid = t.oid AND c.relkind = 'p'
      JOIN pg_catalog.pg_inherits i ON i.inhparent = t.oid
), shape AS (
    SELECT pg_catalog.format('%s %s %L', c.oid, c.relreplident, c.relname) AS line
      FROM tree t
      JOIN pg_catalog.pg_class c ON c.oid = t.oid
    UNION ALL
    SELECT pg_catalog.format('%s %s %L %s %s %s', a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull)
      FROM tree t
      JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid
     WHERE a.attnum > 0
       AND NOT a.attisdropped
    UNION ALL
    SELECT pg_catalog.format('%s %s %s %s %s %s', i.indrelid, i.indexrelid, i.indkey, i.indisprimary, i.indisreplident,
                             i.indimmediate)
      FROM tree t
      JOIN pg_catalog.pg_index i ON i.indrelid = t.oid
)
SELECT pg_catalog.md5(pg_catalog.string_agg(line, E'\n' ORDER BY line))
  FROM shape
