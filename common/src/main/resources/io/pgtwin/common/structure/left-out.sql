-- Excluded columns, given by schemas, tables and names, with those of the same partitioned table and generated columns that are
-- computed from them; and the defaults, indexes, constraints and statistics that need any of these. attnum is 0 for all but
-- columns. A kind is given where people should be told.
WITH RECURSIVE missing AS (
    SELECT a.attrelid, a.attnum, a.attname, false AS computed
      FROM unnest(?::text[], ?::text[], ?::text[]) AS x (schema, relation, name)
      JOIN pg_catalog.pg_namespace n ON n.nspname = x.schema
      JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = x.relation
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = x.name AND a.attnum > 0 AND NOT a.attisdropped
     UNION
    SELECT s.attrelid, s.attnum, s.attname, s.computed
      FROM missing m
     CROSS JOIN LATERAL (
        SELECT a.attrelid, a.attnum, a.attname, m.computed
          FROM pg_catalog.pg_inherits i
          JOIN pg_catalog.pg_class part ON part.oid = i.inhrelid AND part.relispartition
          JOIN pg_catalog.pg_attribute a ON a.attname = m.attname
               AND a.attrelid = CASE WHEN i.inhparent = m.attrelid THEN i.inhrelid ELSE i.inhparent END
         WHERE m.attrelid IN (i.inhparent, i.inhrelid)
         UNION ALL -->=12
        SELECT a.attrelid, a.attnum, a.attname, true -->=12
          FROM pg_catalog.pg_depend d -->=12
          LEFT JOIN pg_catalog.pg_attrdef e ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND e.oid = d.objid -->=12
          JOIN pg_catalog.pg_attribute a ON a.attgenerated <> '' -->=12
               AND (a.attrelid = e.adrelid AND a.attnum = e.adnum -->=12
                    OR d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass -->=12
                       AND a.attrelid = d.objid AND a.attnum = d.objsubid) -->=12
         WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass -->=12
           AND d.refobjid = m.attrelid AND d.refobjsubid = m.attnum -->=12
           AND NOT (a.attrelid = m.attrelid AND a.attnum = m.attnum) -->=12
     ) s
), needing AS (
    SELECT DISTINCT d.classid, d.objid
      FROM missing m
      JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                                 AND d.refobjid = m.attrelid AND d.refobjsubid = m.attnum
)
SELECT CASE WHEN m.computed THEN 'generated column' END AS kind,
       pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) || '.'
              || pg_catalog.quote_ident(m.attname) AS name,
       'it is computed from an excluded column' AS reason,
       'pg_catalog.pg_class'::pg_catalog.regclass::oid::bigint AS class, m.attrelid::bigint AS oid,
       m.attnum::bigint AS attnum, m.attname AS "column"
  FROM (SELECT attrelid, attnum, attname, pg_catalog.bool_and(computed) AS computed
          FROM missing GROUP BY attrelid, attnum, attname) m
  JOIN pg_catalog.pg_class c ON c.oid = m.attrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 UNION ALL
SELECT NULL, NULL, NULL, x.classid::bigint, x.objid::bigint, 0, NULL
  FROM needing x
 WHERE x.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
 UNION ALL
SELECT 'index', pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.relname) || '.'
       || pg_catalog.quote_ident(c.relname), 'it needs an excluded column', x.classid::bigint, x.objid::bigint, 0, NULL
  FROM needing x
  JOIN pg_catalog.pg_index i ON i.indexrelid = x.objid
  JOIN pg_catalog.pg_class c ON c.oid = x.objid
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
 WHERE x.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
 UNION ALL
SELECT 'constraint', pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.relname) || '.'
       || pg_catalog.quote_ident(k.conname), 'it needs an excluded column', x.classid::bigint, x.objid::bigint, 0, NULL
  FROM needing x
  JOIN pg_catalog.pg_constraint k ON k.oid = x.objid AND k.contype <> 'n'
  JOIN pg_catalog.pg_class t ON t.oid = k.conrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
 WHERE x.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
 UNION ALL
SELECT NULL, NULL, NULL, 'pg_catalog.pg_class'::pg_catalog.regclass::oid::bigint, k.conindid::bigint, 0, NULL
  FROM needing x
  JOIN pg_catalog.pg_constraint k ON k.oid = x.objid AND k.contype IN ('p', 'u', 'x')
 WHERE x.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
 UNION ALL
SELECT 'statistics', pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(s.stxname),
       'they need an excluded column', x.classid::bigint, x.objid::bigint, 0, NULL
  FROM needing x
  JOIN pg_catalog.pg_statistic_ext s ON s.oid = x.objid
  JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
 WHERE x.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass
 ORDER BY 1, 2
