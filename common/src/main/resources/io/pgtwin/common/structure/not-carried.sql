-- What stands in the schemas of the tables and their types, or hangs on the tables, and is not carried: never objects
-- of extensions. Where a kind can be included, that is told, with the oid if it matters.
WITH selected AS (
    SELECT c.oid, c.relnamespace, c.relname, c.relowner, c.relacl, c.relrowsecurity, c.reltablespace, n.nspname,
           pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS name
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = ANY (?)
), schemas AS (
    SELECT n.oid, pg_catalog.quote_ident(n.nspname) AS name
      FROM pg_catalog.pg_namespace n WHERE n.nspname = ANY (?::text[])
), of_extensions AS (
    SELECT d.classid, d.objid FROM pg_catalog.pg_depend d WHERE d.deptype = 'e'
)
SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
                      WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind,
       s.name || '.' || pg_catalog.quote_ident(c.relname) AS name,
       CASE WHEN c.relkind IN ('r', 'p') THEN 'not selected'
            WHEN c.relkind = 'S' THEN 'no selected table uses it' ELSE 'not carried' END AS reason,
       CASE WHEN c.relkind IN ('v', 'm') THEN 'views' END AS include,
       c.oid::bigint AS oid
  FROM pg_catalog.pg_class c
  JOIN schemas s ON s.oid = c.relnamespace
 WHERE c.relkind IN ('v', 'm', 'f', 'S', 'r', 'p')
   AND c.relpersistence <> 't'
   AND c.oid <> ALL (?)
   AND NOT EXISTS (SELECT FROM of_extensions x
                    WHERE x.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND x.objid = c.oid)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND c.relkind = 'S'
                      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjsubid > 0
                      AND d.deptype IN ('a', 'i'))
 UNION ALL
SELECT CASE WHEN t.typtype = 'b' THEN 'base type' ELSE 'type' END, s.name || '.' || pg_catalog.quote_ident(t.typname),
       CASE WHEN t.typtype = 'b' THEN 'not carried' ELSE 'no selected table uses it' END,
       NULL, 0
  FROM pg_catalog.pg_type t
  JOIN schemas s ON s.oid = t.typnamespace
  LEFT JOIN pg_catalog.pg_class k ON k.oid = t.typrelid
 WHERE (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND k.relkind = 'c' OR t.typtype = 'b' AND t.typelem = 0)
   AND t.oid <> ALL (?)
   AND NOT EXISTS (SELECT FROM of_extensions x
                    WHERE x.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND x.objid = t.oid)
 UNION ALL
SELECT CASE p.prokind WHEN 'a' THEN 'aggregate' WHEN 'p' THEN 'procedure' ELSE 'function' END, -->=11
SELECT CASE WHEN p.proisagg THEN 'aggregate' ELSE 'function' END, --<11
       s.name || '.' || pg_catalog.quote_ident(p.proname)
              || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')',
       'not carried', 'functions', p.oid::bigint
  FROM pg_catalog.pg_proc p
  JOIN schemas s ON s.oid = p.pronamespace
 WHERE NOT EXISTS (SELECT FROM of_extensions x
                    WHERE x.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND x.objid = p.oid)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                      AND d.objid = p.oid AND d.deptype = 'i')
 UNION ALL
SELECT 'operator', s.name || '.' || o.oprname, 'not carried', NULL, 0
  FROM pg_catalog.pg_operator o
  JOIN schemas s ON s.oid = o.oprnamespace
 WHERE NOT EXISTS (SELECT FROM of_extensions x
                    WHERE x.classid = 'pg_catalog.pg_operator'::pg_catalog.regclass AND x.objid = o.oid)
 UNION ALL
SELECT 'operator class', s.name || '.' || pg_catalog.quote_ident(o.opcname), 'not carried', NULL, 0
  FROM pg_catalog.pg_opclass o
  JOIN schemas s ON s.oid = o.opcnamespace
 WHERE NOT EXISTS (SELECT FROM of_extensions x
                    WHERE x.classid = 'pg_catalog.pg_opclass'::pg_catalog.regclass AND x.objid = o.oid)
 UNION ALL
SELECT 'text search configuration', s.name || '.' || pg_catalog.quote_ident(c.cfgname), 'not carried', NULL, 0
  FROM pg_catalog.pg_ts_config c
  JOIN schemas s ON s.oid = c.cfgnamespace
 UNION ALL
SELECT 'trigger', t.name || '.' || pg_catalog.quote_ident(g.tgname), 'not carried', 'triggers', 0
  FROM pg_catalog.pg_trigger g
  JOIN selected t ON t.oid = g.tgrelid
 WHERE NOT g.tgisinternal
 UNION ALL
SELECT 'policy', t.name || '.' || pg_catalog.quote_ident(p.polname), 'not carried', 'policies', 0
  FROM pg_catalog.pg_policy p
  JOIN selected t ON t.oid = p.polrelid
 UNION ALL
SELECT 'row level security', t.name, 'not carried, so that every role with a right sees all rows', 'policies', 0
  FROM selected t
 WHERE t.relrowsecurity
 UNION ALL
SELECT 'rule', t.name || '.' || pg_catalog.quote_ident(r.rulename), 'not carried', NULL, 0
  FROM pg_catalog.pg_rewrite r
  JOIN selected t ON t.oid = r.ev_class
 UNION ALL
SELECT 'grants', t.name, 'not carried', 'grants', 0
  FROM selected t
 WHERE t.relacl IS NOT NULL
 UNION ALL
SELECT 'grants', t.name || '.' || pg_catalog.quote_ident(a.attname), 'not carried', 'grants', 0
  FROM pg_catalog.pg_attribute a
  JOIN selected t ON t.oid = a.attrelid
 WHERE a.attacl IS NOT NULL
 UNION ALL
SELECT 'owner', pg_catalog.quote_ident(r.rolname),
       'owns ' || pg_catalog.count(*) || ' of the tables; what is made in the target belongs to the sink''s account', NULL, 0
  FROM selected t
  JOIN pg_catalog.pg_roles r ON r.oid = t.relowner AND r.rolname <> current_user
 GROUP BY r.rolname
 UNION ALL
SELECT 'tablespace', t.name, 'the target''s default is used', NULL, 0
  FROM selected t
 WHERE t.reltablespace <> 0
 UNION ALL
SELECT 'index', t.name || '.' || pg_catalog.quote_ident(c.relname), 'it is not valid at the source', NULL, 0
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i'
  JOIN selected t ON t.oid = i.indrelid
 WHERE NOT i.indisvalid
 UNION ALL
SELECT 'event trigger', pg_catalog.quote_ident(e.evtname), 'not carried', NULL, 0
  FROM pg_catalog.pg_event_trigger e
 WHERE NOT EXISTS (SELECT FROM of_extensions x
                    WHERE x.classid = 'pg_catalog.pg_event_trigger'::pg_catalog.regclass AND x.objid = e.oid)
 ORDER BY 1, 2
