-- The columns that tables are partitioned by, and those of primary keys: tables cannot be made without them. A partition
-- stands under what its table, and that one's, are partitioned by; and a table above its partitions that are partitioned.
-- Not every version records the columns of expressions as dependencies, so these are read from the expressions.
WITH RECURSIVE family AS (
    SELECT t.oid AS taken, t.oid AS member
      FROM unnest(?) AS t (oid)
     UNION
    SELECT f.taken, CASE WHEN i.inhparent = f.member THEN i.inhrelid ELSE i.inhparent END
      FROM family f
      JOIN pg_catalog.pg_inherits i ON f.member IN (i.inhparent, i.inhrelid)
      JOIN pg_catalog.pg_class part ON part.oid = i.inhrelid AND part.relispartition
)
SELECT f.taken::bigint, a.attname
  FROM family f
  JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = f.member
  JOIN pg_catalog.pg_attribute a ON a.attrelid = p.partrelid AND a.attnum > 0
 WHERE a.attnum = ANY (p.partattrs)
    OR p.partexprs::text ~ (':varattno ' || a.attnum || '\M')
 UNION
SELECT i.indrelid::bigint, a.attname
  FROM family f
  JOIN pg_catalog.pg_index i ON i.indrelid = f.taken AND f.member = f.taken AND i.indisprimary
  JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
 ORDER BY 1, 2
