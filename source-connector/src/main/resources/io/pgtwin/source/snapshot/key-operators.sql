-- How the indexes of a table tell equal values of a column: operators of extensions are not in an empty search path. Polymorphic
-- operators do not take domains over enums, ranges and composites, so those are cast to what they are made of.
SELECT DISTINCT ON (a.attname)
       a.attname,
       pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname) AS operator,
       coalesce('::' || base.type, '') AS cast
  FROM pg_catalog.pg_index i
 CROSS JOIN LATERAL unnest(i.indkey::int2[], i.indclass::oid[]) AS k (attnum, opclass)
  JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
  JOIN pg_catalog.pg_opclass c ON c.oid = k.opclass
  JOIN pg_catalog.pg_am am ON am.oid = c.opcmethod AND am.amname = 'btree'
  JOIN pg_catalog.pg_amop equal ON equal.amopfamily = c.opcfamily AND equal.amopstrategy = 3
       AND equal.amoplefttype = c.opcintype AND equal.amoprighttype = c.opcintype
  JOIN pg_catalog.pg_operator o ON o.oid = equal.amopopr
  JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
  LEFT JOIN LATERAL (
      WITH RECURSIVE step AS (
          SELECT t.oid, t.typtype, t.typbasetype FROM pg_catalog.pg_type t WHERE t.oid = a.atttypid AND t.typtype = 'd'
          UNION ALL
          SELECT t.oid, t.typtype, t.typbasetype FROM step JOIN pg_catalog.pg_type t ON t.oid = step.typbasetype)
      SELECT pg_catalog.format_type(step.oid, NULL) AS type FROM step WHERE step.typtype IN ('e', 'r', 'm', 'c')
  ) base ON true
 WHERE i.indrelid = ?::bigint::oid
   AND i.indisunique AND i.indisvalid AND i.indimmediate
   AND CASE (SELECT t.relreplident FROM pg_catalog.pg_class t WHERE t.oid = i.indrelid)
            WHEN 'i' THEN i.indisreplident ELSE i.indisprimary END
 ORDER BY a.attname
