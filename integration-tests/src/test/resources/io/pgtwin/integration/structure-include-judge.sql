-- What the catalog tells of functions, views, triggers, policies and grants, one line each; independent of the product.
WITH spaces AS (
    SELECT n.oid, n.nspname FROM pg_namespace n WHERE n.nspname !~ '^pg' AND n.nspname <> 'information_schema'
), rels AS (
    SELECT c.oid AS id, c.* FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
)
SELECT concat_ws(' | ', 'function', pg_get_functiondef(p.oid), obj_description(p.oid, 'pg_proc'))
  FROM pg_proc p JOIN spaces s ON s.oid = p.pronamespace
 WHERE p.prokind <> 'a' -->=11
   AND NOT p.proisagg --<11
 UNION ALL
SELECT concat_ws(' | ', 'view', r.id::regclass, r.relkind, r.relispopulated, r.reloptions::text, pg_get_viewdef(r.id),
                 (SELECT string_agg(concat_ws(' ', attname, col_description(r.id, attnum)), ',' ORDER BY attnum)
                    FROM pg_attribute WHERE attrelid = r.id AND attnum > 0), obj_description(r.id, 'pg_class'))
  FROM rels r WHERE r.relkind IN ('v', 'm')
 UNION ALL
SELECT concat_ws(' | ', 'trigger', pg_get_triggerdef(g.oid), g.tgenabled, obj_description(g.oid, 'pg_trigger'))
  FROM pg_trigger g JOIN rels r ON r.id = g.tgrelid WHERE NOT g.tgisinternal
 UNION ALL
SELECT concat_ws(' | ', 'policy', p.polrelid::regclass, p.polname, p.polpermissive, p.polcmd,
                 ARRAY(SELECT o::regrole::text FROM unnest(p.polroles) o ORDER BY 1)::text,
                 pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid),
                 obj_description(p.oid, 'pg_policy'))
  FROM pg_policy p JOIN rels r ON r.id = p.polrelid
 UNION ALL
SELECT concat_ws(' | ', 'row security', r.id::regclass, r.relrowsecurity, r.relforcerowsecurity) FROM rels r
 WHERE r.relkind IN ('r', 'p')
 UNION ALL
SELECT concat_ws(' | ', 'grant', r.id::regclass, a.attname, x.grantee::regrole, x.privilege_type, x.is_grantable)
  FROM rels r
 CROSS JOIN LATERAL (SELECT NULL::name AS attname, r.relacl AS acl
                     UNION ALL
                     SELECT attname, attacl FROM pg_attribute WHERE attrelid = r.id AND attnum > 0) a
 CROSS JOIN LATERAL aclexplode(a.acl) x
 WHERE x.grantee <> r.relowner
   AND r.relkind IN ('r', 'p', 'S', 'v', 'm')
 UNION ALL
SELECT concat_ws(' | ', 'function grant', p.oid::regprocedure, x.grantee::regrole, x.privilege_type, x.is_grantable)
  FROM pg_proc p JOIN spaces s ON s.oid = p.pronamespace
 CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
 WHERE x.grantee <> p.proowner
 UNION ALL
SELECT concat_ws(' | ', 'index of view', pg_get_indexdef(i.indexrelid), i.indisclustered, obj_description(i.indexrelid, 'pg_class'))
  FROM pg_index i JOIN rels r ON r.id = i.indrelid WHERE r.relkind = 'm'
 ORDER BY 1
