-- Who may execute functions, beside their owners. An empty grantee is PUBLIC, which may where nothing else is said: of a function
-- where it may not, one row tells that.
SELECT p.oid::bigint AS function,
       CASE WHEN x.grantee = 0 THEN '' ELSE pg_catalog.pg_get_userbyid(x.grantee) END AS grantee,
       pg_catalog.bool_or(x.is_grantable) AS grantable,
       true AS granted
  FROM pg_catalog.pg_proc p
 CROSS JOIN LATERAL pg_catalog.aclexplode(p.proacl) x
 WHERE p.oid = ANY (?)
   AND x.grantee <> p.proowner
 GROUP BY 1, 2
 UNION ALL
SELECT p.oid::bigint, '', false, false
  FROM pg_catalog.pg_proc p
 WHERE p.oid = ANY (?)
   AND p.proacl IS NOT NULL
   AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(p.proacl) x WHERE x.grantee = 0)
 ORDER BY 1, 2
