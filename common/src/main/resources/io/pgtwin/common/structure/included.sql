-- What stands in the schemas of the tables, or hangs on them, and is carried if its kind is named; never objects of extensions.
WITH selected AS (
    SELECT c.oid, c.relnamespace FROM pg_catalog.pg_class c WHERE c.oid = ANY (?)
), of_extensions AS (
    SELECT d.classid, d.objid FROM pg_catalog.pg_depend d WHERE d.deptype = 'e'
)
SELECT 'functions' AS include, 'pg_proc' AS catalog, p.oid::bigint AS oid
  FROM pg_catalog.pg_proc p
 WHERE p.pronamespace IN (SELECT relnamespace FROM selected)
   AND p.prokind <> 'a' -->=11
   AND NOT p.proisagg --<11
   AND NOT EXISTS (SELECT FROM of_extensions x
                    WHERE x.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND x.objid = p.oid)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                      AND d.objid = p.oid AND d.deptype = 'i')
 UNION ALL
SELECT 'views', 'pg_rewrite', r.oid::bigint
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid AND r.rulename = '_RETURN'
 WHERE c.relkind IN ('v', 'm')
   AND c.relnamespace IN (SELECT relnamespace FROM selected)
   AND NOT EXISTS (SELECT FROM of_extensions x
                    WHERE x.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND x.objid = c.oid)
 UNION ALL
SELECT 'triggers', 'pg_trigger', g.oid::bigint
  FROM pg_catalog.pg_trigger g
  JOIN selected t ON t.oid = g.tgrelid
 WHERE NOT g.tgisinternal
   AND g.tgparentid = 0 -->=13
 UNION ALL
SELECT 'policies', 'pg_policy', p.oid::bigint
  FROM pg_catalog.pg_policy p
  JOIN selected t ON t.oid = p.polrelid
 ORDER BY 1, 3
