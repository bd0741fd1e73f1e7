-- Policies of tables. A role with the oid 0 is PUBLIC.
SELECT p.oid::bigint AS oid,
       p.polrelid::bigint AS relation,
       p.polname AS name,
       p.polpermissive AS permissive,
       CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
                     ELSE 'ALL' END AS command,
       ARRAY(SELECT CASE WHEN r.oid = 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(r.oid)) END
               FROM pg_catalog.unnest(p.polroles) AS r (oid) ORDER BY 1) AS roles,
       pg_catalog.pg_get_expr(p.polqual, p.polrelid) AS visible,
       pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) AS writable,
       pg_catalog.obj_description(p.oid, 'pg_policy') AS comment
  FROM pg_catalog.pg_policy p
 WHERE p.oid = ANY (?)
 ORDER BY p.polrelid, p.polname
