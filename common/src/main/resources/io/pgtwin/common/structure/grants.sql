-- Rights on tables and views, their columns and their sequences that others than the owner have. An empty grantee is PUBLIC.
WITH rights AS (
    SELECT c.oid AS relation, NULL::oid AS sequence, NULL::name AS "column", c.relowner AS owner, c.relacl AS acl
      FROM pg_catalog.pg_class c
     WHERE c.oid = ANY (?)
     UNION ALL
    SELECT a.attrelid, NULL, a.attname, c.relowner, a.attacl
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
     WHERE a.attrelid = ANY (?)
       AND NOT a.attisdropped
     UNION ALL
    SELECT NULL, c.oid, NULL, c.relowner, c.relacl
      FROM pg_catalog.pg_class c
     WHERE c.oid = ANY (?)
)
SELECT COALESCE(r.relation, 0)::bigint AS relation, COALESCE(r.sequence, 0)::bigint AS sequence, r."column" AS "column",
       CASE WHEN x.grantee = 0 THEN '' ELSE pg_catalog.pg_get_userbyid(x.grantee) END AS grantee,
       x.privilege_type AS privilege, pg_catalog.bool_or(x.is_grantable) AS grantable
  FROM rights r
 CROSS JOIN LATERAL pg_catalog.aclexplode(r.acl) x
 WHERE x.grantee <> r.owner
 GROUP BY 1, 2, 3, 4, 5
 ORDER BY 1, 4, 3 NULLS FIRST, 2, 5
